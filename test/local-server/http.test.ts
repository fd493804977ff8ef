import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, beforeEach, describe, it} from 'node:test';
import {
  faultDescriptions,
  parseFaults,
  queryName,
  startRealtimeServer,
  createRealtimeServer,
  type FaultName,
  type RunningRealtimeServer,
} from '../../local-server/index.js';
import {faultTable} from '../../local-server/faults/fault-table.js';
import {toneSpeech} from './helpers/engine-harness.js';
import {makeOffer} from './helpers/offer.js';

interface TokenAnswer {
  value: string;
  expires_at: number;
  session: Record<string, unknown>;
}

let server: RunningRealtimeServer;
before(async () => {
  server = await startRealtimeServer({speak: toneSpeech});
});
beforeEach(() => server.setFaults({}));
after(() => server.close());

function post(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(server.url + path, {method: 'POST', ...init});
}

async function mint(path = '/token', init: RequestInit = {}): Promise<TokenAnswer> {
  return (await (await post(path, init)).json()) as TokenAnswer;
}

function sendOffer(token: string | undefined, body: string, path = '/v1/realtime/calls'): Promise<Response> {
  const authorization: Record<string, string> = token ? {authorization: `Bearer ${token}`} : {};
  return post(path, {body, headers: {'content-type': 'application/sdp', ...authorization}});
}

async function errorCode(response: Response): Promise<string> {
  return ((await response.json()) as {error: {code: string}}).error.code;
}

describe('the token endpoint', () => {
  it('mints tokens that live for a minute, for POST and GET', async () => {
    for (const method of ['POST', 'GET']) {
      const token = (await (await fetch(`${server.url}/token`, {method})).json()) as TokenAnswer;
      assert.match(token.value, /^ek_local_\w{32}$/u);
      assert.ok(Math.abs(token.expires_at - Date.now() / 1000 - 60) < 3);
      assert.equal(token.session.type, 'realtime');
    }
  });

  it('carries the session that was asked for, and refuses a wrong one', async () => {
    const session = {type: 'realtime', instructions: 'Be kind.'};
    const token = await mint('/token', {body: JSON.stringify({session, expires_after: {seconds: 10}})});
    assert.equal(token.session.instructions, 'Be kind.');
    assert.ok(token.expires_at - Date.now() / 1000 < 12);
    const refused = await post('/token', {body: JSON.stringify({session: {colour: 'red'}})});
    assert.equal(refused.status, 400);
  });

  for (const [format, pick] of [
    [
      'client_secret',
      (body: string) => (JSON.parse(body) as {client_secret: {value: string}}).client_secret.value,
    ],
    ['token', (body: string) => (JSON.parse(body) as {token: string}).token],
    ['value', (body: string) => (JSON.parse(body) as {value: string}).value],
    ['text', (body: string) => body],
  ] as const) {
    it(`can answer as ${format}`, async () => {
      const response = await post(`/token?fault=token-format:${format}`);
      assert.match(pick(await response.text()), /^ek_local_/u);
    });
  }

  it('lets the pages of this machine read its answers', async () => {
    const headers = {origin: 'http://localhost:5173', 'access-control-request-headers': 'x-session'};
    const preflight = await fetch(`${server.url}/token`, {method: 'OPTIONS', headers});
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), 'http://localhost:5173');
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'x-session');
  });

  it('keeps a log of what came', async () => {
    const count = server.requests.length;
    await post('/token?fault=token-status:403');
    await fetch(`${server.url}/favicon.ico`);
    const {method, path, status, authorization} = server.requests[count]!;
    assert.deepEqual(
      {method, path, status, authorization},
      {method: 'POST', path: '/token', status: 403, authorization: false},
    );
    assert.equal(server.requests.length, count + 1, 'other requests are none of its business');
  });
});

describe('token faults', () => {
  it('answer with a status, and say when to come back', async () => {
    for (const status of [401, 403, 500]) {
      assert.equal((await post(`/token?fault=token-status:${status}`)).status, status);
    }
    const limited = await post('/token?fault=token-status:429,token-retry-after:7');
    assert.equal(limited.headers.get('retry-after'), '7');
  });

  it('fail a number of times, then work', async () => {
    server.setFaults({tokenFailTimes: 2});
    const statuses: number[] = [];
    for (let index = 0; index < 3; index++) statuses.push((await post('/token')).status);
    assert.deepEqual(statuses, [503, 503, 200]);
  });

  it('spoil the body', async () => {
    const text = async (fault: string) => (await post(`/token?fault=${fault}`)).text();
    assert.match(await text('token-html'), /<!doctype html>/u);
    assert.match(await text('token-secret'), /"sk-/u);
    assert.equal(await text('token-empty'), '');
    assert.throws(() => JSON.parse('{"value": "ek_') as unknown);
    const malformed = await text('token-malformed');
    assert.throws(() => JSON.parse(malformed) as unknown);
    const wrong = JSON.parse(await text('token-wrong-shape')) as Record<string, unknown>;
    assert.ok(!('value' in wrong) && !('token' in wrong));
  });

  it('hang until the page gives up, or drop the connection', async () => {
    const controller = new AbortController();
    const hanging = fetch(`${server.url}/token?fault=token-hang`, {
      method: 'POST',
      signal: controller.signal,
    });
    const reset = await post('/token?fault=token-reset').catch((error: unknown) => error);
    assert.ok(reset instanceof TypeError);
    controller.abort();
    await assert.rejects(hanging, {name: 'AbortError'});
  });

  it('delay', async () => {
    const started = performance.now();
    await post('/token?fault=token-delay:120');
    assert.ok(performance.now() - started >= 119);
  });

  it('refuse names that do not exist', async () => {
    const response = await post('/token?fault=token-explodes');
    assert.equal(response.status, 400);
    assert.match(await response.text(), /unknown fault/u);
  });
});

describe('the upstream of token handlers', () => {
  it('asks for the API key', async () => {
    const path = '/v1/realtime/client_secrets';
    assert.equal((await post(path)).status, 401);
    const token = await mint(path, {headers: {authorization: 'Bearer sk-local'}});
    assert.match(token.value, /^ek_local_/u);
    assert.equal((await fetch(server.url + path)).status, 405);
  });
});

describe('the offer endpoint', () => {
  it('refuses calls without a valid token', async () => {
    const offer = await makeOffer();
    const missing = await sendOffer(undefined, offer);
    assert.equal(missing.status, 401);
    assert.equal(await errorCode(missing), 'missing_api_key');
    assert.equal(await errorCode(await sendOffer('ek_local_nonsense', offer)), 'invalid_api_key');
    const {value} = await mint('/token?fault=token-expired');
    const expired = await sendOffer(value, offer);
    assert.equal(expired.status, 401);
    assert.equal(await errorCode(expired), 'token_expired');
  });

  it('answers an offer without candidates in a few milliseconds', async () => {
    const {value} = await mint();
    const offer = await makeOffer();
    const started = performance.now();
    const response = await sendOffer(value, offer, '/v1/realtime/calls?model=gpt-realtime-2.1-mini');
    const answer = await response.text();
    const took = performance.now() - started;
    assert.equal(response.status, 201);
    assert.match(response.headers.get('location') ?? '', /^\/v1\/realtime\/calls\/rtc_\w+$/u);
    assert.match(answer, /a=candidate:.* typ host/u);
    assert.match(answer, /a=sendrecv/u);
    assert.match(answer, /opus\/48000\/2/iu);
    assert.ok(took < 500, `${took} ms`);
    const call = await server.waitForCall(candidate => candidate.token === value);
    assert.equal(call.model, 'gpt-realtime-2.1-mini');
    assert.equal(call.session.model, 'gpt-realtime-2.1-mini');
    assert.equal(call.state, 'connecting');
    await call.closePeer();
    assert.equal(await call.ended, 'closed by the server');
  });

  it('refuses what is no offer', async () => {
    const {value} = await mint();
    for (const body of ['', 'hello', '{"sdp": "v=0"}', 'v=0\r\nm=video 9 X 1\r\n']) {
      assert.equal((await sendOffer(value, body)).status, 400);
    }
  });

  it('lets a token carry the faults of its own request', async () => {
    const {value} = await mint('/token?fault=sdp-status:503');
    assert.equal((await sendOffer(value, await makeOffer())).status, 503);
  });

  it('misbehaves', async () => {
    const {value} = await mint();
    const offer = await makeOffer();
    const answer = async (fault: string) => sendOffer(value, offer, `/v1/realtime/calls?fault=${fault}`);
    assert.doesNotMatch(await (await answer('sdp-garbage')).text(), /v=0/u);
    assert.match(await (await answer('sdp-html')).text(), /<!doctype/u);
    assert.match(await (await answer('sdp-no-stream')).text(), /a=msid:- /u);
    assert.match(await (await answer('sdp-no-audio')).text(), /a=inactive/u);
    assert.match(await (await answer('sdp-unreachable')).text(), /203\.0\.113\.1 9 typ host/u);
    assert.equal((await answer('sdp-no-location')).headers.get('location'), null);
    assert.equal((await answer('sdp-fail-times:1')).status, 503);
    assert.equal((await answer('sdp-fail-times:1')).status, 201);
    await assert.rejects(answer('sdp-reset'), TypeError);
    const started = performance.now();
    await answer('sdp-delay:150');
    const took = performance.now() - started;
    assert.ok(took >= 149 && took < 600, `the delay and the work overlap: ${took} ms`);
  });
});

describe('faults', () => {
  it('are each described in a sentence, and can be written in a query', () => {
    for (const [name, {what, kind}] of Object.entries(faultDescriptions)) {
      assert.match(what, /^[A-Z`].*\.$/u, name);
      const written = `${queryName(name as FaultName)}${kind === 'flag' ? '' : ':7'}`;
      assert.deepEqual(Object.keys(parseFaults(written)), [name]);
    }
    assert.deepEqual(parseFaults('token-delay:150,sdp-html,drop-events:a|b'), {
      tokenDelay: 150,
      sdpHtml: true,
      dropEvents: 'a|b',
    });
    assert.throws(() => parseFaults('token-delay'), /needs a number/u);
  });

  it('are listed in the docs', async () => {
    const docs = await readFile(new URL('../../docs/local-server.md', import.meta.url), 'utf8');
    // The formatter pads tables.
    const plain = (text: string) => text.replace(/ +/gu, ' ').replace(/-{3,}/gu, '---');
    assert.ok(
      plain(docs).includes(plain(faultTable())),
      'docs/local-server.md does not show cli.ts --list-faults',
    );
  });
});

describe('a server without a port', () => {
  it('leaves the requests of others untouched', async () => {
    const realtime = await createRealtimeServer({speak: toneSpeech});
    const http = createServer((request, response) => {
      void realtime.handle(request, response).then(handled => {
        if (!handled) response.end('the page');
      });
    });
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    assert.equal(await (await fetch(`${url}/`)).text(), 'the page');
    assert.match(await (await fetch(`${url}/token`)).text(), /ek_local_/u);
    await realtime.close();
    http.closeAllConnections();
    await new Promise(resolve => http.close(resolve));
  });
});
