import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {after, before, describe} from 'node:test';
import type {Page} from 'puppeteer-core';
import {errorSentences} from '../../src/localize/en/errors.js';
import type {CommonErrorCode} from '../../src/state/voice-error.js';
import {backend, setStage, type Stage} from '../e2e/stage.js';
import {press, type, untilHeard, untilPhase, untilWords} from '../e2e/widget.js';
import type {FaultOptions} from '../../local-server/index.js';
import {
  assertReleased,
  beginCall,
  endpoint,
  exchange,
  forgetSentences,
  onPage,
  sentences,
  timed,
  untilSentence,
} from './fault-page.js';
import {hurryClock} from './page-scripts.js';
import {itSurvives, type Outcome} from './survive.js';

interface BadStart {
  readonly code: CommonErrorCode;
  readonly faults?: FaultOptions;
  readonly attributes?: string;
  readonly status?: number;
  readonly retryAfter?: number;
  /** Requests to the token endpoint and to the realtime server of one start. */
  readonly asks?: readonly [tokens: number, offers: number];
}

const isLive = backend === 'openai-live';
let stage: Stage;
/** Of the endpoint `/expiring`: how many tokens it has minted. */
let minted = 0;

/** Endpoints that the realtime server does not have. */
function answer(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.url === '/expiring') {
    const {value} = stage.realtime.tokens.mint(minted++ ? 60_000 : -1_000);
    response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify({value}));
    return true;
  }
  if (request.url !== '/without-cors') return false;
  response.writeHead(200, {'Content-Type': 'text/plain'}).end(stage.realtime.tokens.mint(60_000).value);
  return true;
}

const errors = (page: Page) => page.evaluate(() => (window as unknown as {errors: object[]}).errors);

async function untilErrors(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    wanted => (window as unknown as {errors: object[]}).errors.length >= wanted,
    {timeout: 20_000, polling: 20},
    count,
  );
}

/** A start that fails twice: once when the user wants to speak, once when they write. Then it is mended. */
function failedStart({code, faults = {}, attributes, status, retryAfter, asks}: BadStart): Promise<Outcome> {
  stage.realtime.setFaults(faults);
  const act = async (page: Page): Promise<Outcome> => {
    await page.evaluate(() => {
      const errors: object[] = [];
      Object.assign(window, {errors});
      document
        .querySelector('voice-assistant')!
        .addEventListener('voice-error', ({error: {code, status, retryAfter}}) =>
          errors.push({code, status, retryAfter}),
        );
    });
    const from = stage.realtime.requests.length;
    await press(page, 'launcher');
    await untilErrors(page, 1);
    await untilSentence(page, errorSentences[code].message);
    await untilSentence(page, 'Couldn’t connect');
    await assertReleased(page);
    const {requests} = stage.realtime;
    const asked = [endpoint, '/v1/realtime/calls'].map(
      path => requests.slice(from).filter(request => request.path === path).length,
    );
    if (asks) assert.deepEqual(asked, isLive ? [asks[0], 0] : asks);

    await type(page, 'are you there');
    await untilErrors(page, 2);
    await untilPhase(page, 'failed');
    const details = {code, ...(status && {status}), ...(retryAfter && {retryAfter})};
    assert.deepEqual(await errors(page), [details, details]);
    await untilWords(page, 'user', ['are you there']);
    const sees = [...new Set(await sentences(page))];
    assert.deepEqual(new Set(sees.slice(0, 2)), new Set([errorSentences[code].message, 'Couldn’t connect']));

    stage.realtime.setFaults({});
    await page.$eval('voice-assistant', element =>
      Object.assign(element, {tokenEndpoint: '/token', sessionEndpoint: '/session'}),
    );
    // Once the server is ready for it.
    await page.waitForFunction(
      () =>
        document
          .querySelector('voice-assistant')!
          .shadowRoot!.querySelector('[part=error] p + button:enabled'),
      {timeout: 20_000, polling: 50},
    );
    const calls = stage.realtime.calls.length;
    const ms = await timed(async () => {
      await page.click('>>> [part=error] button');
      await untilPhase(page, ['listening', 'thinking', 'speaking']);
      const call = stage.realtime.calls[calls]!;
      await call.waitForEvent(({item}) => JSON.stringify(item ?? '').includes('are you there'));
    });
    await untilPhase(page, 'speaking');
    await untilWords(page, 'user', ['are you there']);
    return {sees, by: 'Try again', ms};
  };
  return onPage(stage, act, {attributes, scripts: [hurryClock]});
}

/** A start that has its difficulties, and goes well without the user noticing. */
function goodStart(faults: FaultOptions, attributes?: string): Promise<Outcome> {
  stage.realtime.setFaults(faults);
  const act = async (page: Page): Promise<Outcome> => {
    const ms = await timed(async () => {
      await press(page, 'launcher');
      await untilPhase(page, 'listening', 20_000);
    });
    const sees = await sentences(page);
    await exchange(page, 'hello');
    assert.deepEqual(sees, []);
    return {sees, ms};
  };
  return onPage(stage, act, {attributes});
}

describe('a start', () => {
  before(async () => {
    stage = await setStage({answer});
  });

  after(() => stage.close());

  const at = (path: string) =>
    isLive
      ? `backend="openai-live" session-endpoint="${path}"`
      : `token-endpoint="${path}" realtime-url="/v1/realtime/calls"`;
  const token = 'The token endpoint' as const;
  const server = 'The realtime server' as const;

  itSurvives(token, 'is slow', () => goodStart({tokenDelay: 3_000}));
  // How often is not counted: the browser itself repeats a request whose connection was dropped.
  itSurvives(token, 'is down', () => failedStart({code: 'token-network', faults: {tokenReset: true}}));
  itSurvives(token, 'never answers', () =>
    failedStart({code: 'token-network', faults: {tokenHang: true}, asks: [2, 0]}),
  );
  for (const status of [401, 403] as const) {
    itSurvives(token, `says ${status}`, () =>
      failedStart({code: 'token-status', status, faults: {tokenStatus: status}, asks: [1, 0]}),
    );
  }
  itSurvives(token, 'says 429 with Retry-After', () =>
    failedStart({
      code: 'token-status',
      status: 429,
      retryAfter: 7,
      faults: {tokenStatus: 429, tokenRetryAfter: 7},
      asks: [1, 0],
    }),
  );
  itSurvives(token, 'says 500', () =>
    failedStart({code: 'token-status', status: 500, faults: {tokenStatus: 500}, asks: [2, 0]}),
  );
  itSurvives(token, 'says 503 once', () => goodStart({tokenFailTimes: 1}));
  itSurvives(token, 'answers 200 with a web page', () =>
    failedStart({code: 'token-shape', faults: {tokenHtml: true}, asks: [1, 0]}),
  );
  itSurvives(token, 'mints an expired token once', async () => {
    const outcome = await goodStart({}, at('/expiring'));
    assert.equal(minted, 2);
    return outcome;
  });
  itSurvives(token, 'mints nothing but expired tokens', () =>
    failedStart({code: 'connect-status', status: 401, faults: {tokenExpired: true}, asks: [2, 2]}),
  );
  itSurvives(token, 'is on another origin without CORS', () =>
    failedStart({
      code: 'token-network',
      attributes: at(`${stage.url.replace('localhost', '127.0.0.1')}without-cors`),
    }),
  );

  itSurvives(server, 'is slow to answer the offer', () => goodStart({sdpDelay: 3_000}));
  itSurvives(server, 'never answers the offer', () =>
    failedStart({code: 'connect-timeout', faults: {sdpHang: true}, asks: [1, 1]}),
  );
  for (const status of [401, 403, 429, 500] as const) {
    itSurvives(server, `refuses the offer with ${status}`, () =>
      failedStart({
        code: 'connect-status',
        status,
        ...(status === 429 && {retryAfter: 1}),
        faults: {sdpStatus: status},
        asks: status === 401 ? [2, 2] : [1, 1],
      }),
    );
  }
  itSurvives(server, 'answers the offer with a web page', () =>
    failedStart({code: 'connect-answer', faults: {sdpHtml: true}, asks: [1, 1]}),
  );
  itSurvives(server, 'answers with broken SDP', () =>
    failedStart({code: 'connect-answer', faults: {sdpGarbage: true}, asks: [1, 1]}),
  );
  // It goes on over a WebSocket, where there is one.
  itSurvives(server, 'names an address where nothing listens', () =>
    isLive
      ? failedStart({code: 'connect-timeout', faults: {sdpUnreachable: true}, asks: [1, 1]})
      : goodStart({sdpUnreachable: true}),
  );
  itSurvives(server, 'does not say that the session has started', () =>
    failedStart({code: 'connect-timeout', faults: {noSessionCreated: true}, asks: [1, 1]}),
  );
  itSurvives(server, 'names no stream (a=msid:-)', async () => {
    stage.realtime.setFaults({sdpNoStream: true});
    return onPage(stage, async page => {
      await beginCall(page);
      await forgetSentences(page);
      await type(page, 'hello again');
      const ms = await timed(() => untilHeard(page, 0.005));
      return {sees: await sentences(page), ms};
    });
  });
});
