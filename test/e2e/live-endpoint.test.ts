import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {FaultOptions} from '../../local-server/index.js';
import {errorSentences} from '../../src/localize/en/errors.js';
import type {CommonErrorCode} from '../../src/state/voice-error.js';
import {until} from '../helpers/until.js';
import {fixedResponder} from './fixed-responder.js';
import {
  answersWords,
  assertLetGo,
  liveAttributes,
  sessionRequests,
  toldWords,
  untilTurn,
} from './live-page.js';
import {setStage, type Stage} from './stage.js';
import {press, turns, type, untilPhase, wordsOnScreen} from './widget.js';

interface BadAnswer {
  readonly name: string;
  readonly code: CommonErrorCode;
  /** The local server misbehaves so, */
  readonly faults?: FaultOptions;
  /** or the endpoint answers so itself. */
  readonly body?: unknown;
  readonly status?: number;
  readonly retryAfter?: number;
  /** How often the endpoint is asked; once by default. */
  readonly requests?: number;
  /** Only the host can mend it. */
  readonly isFinal?: boolean;
}

const key = 'sk-proj-0123456789abcdefghijklmnopqrstuvwxyz';
const sdp = 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';
const session = {id: 'live_1'};

const badAnswers: readonly BadAnswer[] = [
  {name: 'is refused with 401', code: 'token-status', faults: {tokenStatus: 401}, status: 401},
  {name: 'is refused with 403', code: 'token-status', faults: {tokenStatus: 403}, status: 403},
  {
    name: 'is refused with 429 and Retry-After',
    code: 'token-status',
    faults: {tokenStatus: 429, tokenRetryAfter: 2},
    status: 429,
    retryAfter: 2,
  },
  // It may be well the next time; and a server that failed has made no session.
  {name: 'is answered with 500', code: 'token-status', faults: {tokenStatus: 500}, status: 500, requests: 2},
  {name: 'is answered with a web page', code: 'token-shape', faults: {tokenHtml: true}},
  {name: 'is answered with JSON without SDP', code: 'token-shape', faults: {tokenWrongShape: true}},
  {name: 'is answered with broken JSON', code: 'token-shape', faults: {tokenMalformed: true}},
  {name: 'is answered with nothing', code: 'token-shape', faults: {tokenEmpty: true}},
  {name: 'is answered with SDP that is none', code: 'connect-answer', faults: {sdpGarbage: true}},
  {
    name: 'is answered with SDP for another offer',
    code: 'connect-answer',
    body: {session, transport: {type: 'webrtc', sdp}},
  },
  {
    name: 'is answered with a key of the host as well',
    code: 'token-secret',
    body: {session, transport: {type: 'webrtc', sdp}, request: {headers: {authorization: key}}},
    isFinal: true,
  },
];

describe('a GPT-Live session that is asked for', () => {
  let stage: Stage;
  let page: Page;
  let body: unknown;
  let asked = 0;

  function answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.url !== '/session') return false;
    asked++;
    if (body === undefined) return false;
    response.writeHead(201, {'Content-Type': 'application/json'}).end(JSON.stringify(body));
    return true;
  }

  before(async () => {
    stage = await setStage({
      answer,
      realtime: {responder: fixedResponder([], {'Hello?': 'Hello.'}), liveSession: answersWords},
    });
    page = await stage.openPage(liveAttributes);
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    await type(page, 'Hello?');
    await untilTurn(page, 'assistant', 'Hello.');
    await until(async () => (await turns(page)).every(({final}) => final), 'all is said');
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
  });

  after(() => stage.close());

  const words = async () => (await turns(page)).map(({role, text}) => ({role, text}));
  const error = () => page.$eval('voice-assistant', element => element.snapshot.error);

  for (const {name, code, faults = {}, body: own, status, retryAfter, requests = 1, isFinal} of badAnswers) {
    it(`and ${name}: it says so, loses nothing, and makes no session`, async () => {
      const said = await words();
      const calls = stage.realtime.calls.length;
      stage.realtime.setFaults(faults);
      body = own;
      asked = 0;
      // It may have to wait for what the server asked of it before.
      await page.waitForFunction(
        () => !document.querySelector('voice-assistant')!.shadowRoot!.querySelector('[part=talk]:disabled'),
      );
      await press(page, 'talk');
      await untilPhase(page, 'failed');
      stage.realtime.setFaults({});
      body = undefined;
      const found = await error();
      assert.deepEqual(
        [found?.code, found?.status, found?.retryAfter, found?.recoverable],
        [code, status, retryAfter, !isFinal],
      );
      const sentence = await page.$eval('>>> [part=error] p', paragraph => paragraph.textContent);
      assert.equal(sentence, errorSentences[code].message);
      assert.ok(await page.$('>>> [part=error] p + button'), 'it can be tried again');
      assert.equal(asked, requests);
      assert.equal(stage.realtime.calls.length, calls, 'there is no session');
      await assertLetGo(page);
      assert.deepEqual(await words(), said);
      assert.ok(!(await page.content()).includes(key) && !JSON.stringify(found).includes(key));
    });
  }

  it('with words that were typed before it was refused, gets them once it is made', async () => {
    const said = await words();
    stage.realtime.setFaults({tokenStatus: 403});
    await type(page, 'Hello?');
    await untilPhase(page, 'failed');
    assert.equal((await wordsOnScreen(page, 'user')).at(-1), 'Hello?');
    stage.realtime.setFaults({});
    const calls = stage.realtime.calls.length;
    asked = 0;
    await page.click('>>> [part=error] button');
    await until(async () => (await words()).length === said.length + 2, 'it is answered');
    await untilTurn(page, 'assistant', 'Hello.');
    assert.deepEqual([asked, stage.realtime.calls.length - calls], [1, 1], 'one session is made');
    assert.deepEqual(toldWords(stage.realtime.calls.at(-1)!), said);
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
  });

  for (const [when, faults] of [
    ['the endpoint takes its time', {sdpDelay: 3_000}],
    ['it does not say that it has started', {noSessionCreated: true}],
  ] as const) {
    it(`and stopped while ${when}: leaves nothing behind, and another one opens`, async () => {
      const said = await words();
      stage.realtime.setFaults(faults);
      const calls = stage.realtime.calls.length;
      asked = 0;
      await press(page, 'talk');
      const call = await stage.realtime.waitForCall(other => stage.realtime.calls.indexOf(other) === calls);
      if ('noSessionCreated' in faults) await call.waitForState('open');
      await press(page, 'hang-up');
      await untilPhase(page, 'idle');
      await assertLetGo(page);
      assert.equal(await error(), null);
      await call.waitForState('closed', 15_000);
      assert.equal(asked, 1);
      stage.realtime.setFaults({});
      await press(page, 'talk');
      await untilPhase(page, 'listening');
      assert.equal(sessionRequests(stage).at(-1)?.status, 201);
      assert.deepEqual(await words(), said);
      await press(page, 'hang-up');
      await untilPhase(page, 'idle');
    });
  }
});
