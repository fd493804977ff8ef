import {expect} from '@open-wc/testing';
import type {TokenSource} from '../../src/session/credentials.js';
import {requestToken} from '../../src/session/token.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {Clock} from '../helpers/clock.js';
import {rejection, voiceError} from '../helpers/rejection.js';
import {never, restoreStubs, stubFetch} from '../helpers/stub.js';

const token = () => Response.json({value: 'ek_1'});
const status = (code: number, headers?: HeadersInit) => new Response('', {status: code, headers});
const down = new TypeError('Failed to fetch');

describe('The request for a token', () => {
  let call: AbortController;
  const ask = (source: TokenSource = {}) => requestToken({tokenEndpoint: '/token', ...source}, call.signal);
  beforeEach(() => (call = new AbortController()));
  afterEach(restoreStubs);

  it('is not made when the page says nowhere to make it', async () => {
    const asked = stubFetch(token());
    await voiceError(requestToken({}, call.signal), 'token-config');
    expect(asked.length).to.equal(0);
  });

  it('is a POST that asks for JSON, with the cookies of the same origin, and is not cached', async () => {
    const [request] = await requests(() => ask());
    expect(request).to.include({url: '/token', method: 'POST'});
    expect(request!.headers.get('Accept')).to.equal('application/json');
    expect(request!.init).to.include({credentials: 'same-origin', cache: 'no-store'});
  });

  it('carries the headers, credentials and body of the page', async () => {
    const tokenRequest: RequestInit = {
      headers: {'X-CSRF': 'c', Accept: 'text/plain'},
      credentials: 'include',
      body: '{}',
    };
    const [request] = await requests(() => ask({tokenRequest}));
    expect(request!.headers.get('X-CSRF')).to.equal('c');
    expect(request!.headers.get('Accept')).to.equal('text/plain');
    expect(request!.init).to.include({credentials: 'include', body: '{}'});
  });

  it('has no body when it is a GET', async () => {
    const [request] = await requests(() => ask({tokenMethod: 'GET', tokenRequest: {body: '{}'}}));
    expect(request!.method).to.equal('GET');
    expect(request!.init.body).to.equal(undefined);
  });

  for (const code of [404, 405])
    it(`is a GET once the POST is answered with ${code}`, async () => {
      const seen = await requests(() => ask(), status(code), token());
      expect(seen.map(({method}) => method)).to.deep.equal(['POST', 'GET']);
    });

  it('is a GET only once', async () => {
    const seen = stubFetch(status(405), status(405), token());
    expect((await voiceError(ask(), 'token-status')).status).to.equal(405);
    expect(seen.length).to.equal(2);
  });

  for (const method of ['POST', 'GET'] as const)
    it(`stays a ${method} where the page says so`, async () => {
      const seen = stubFetch(status(405), token());
      await voiceError(ask({tokenMethod: method}), 'token-status');
      expect(seen.map(request => request.method)).to.deep.equal([method]);
    });

  for (const code of [400, 401, 403, 429])
    it(`is not repeated after ${code}`, async () => {
      const seen = stubFetch(status(code), token());
      expect((await voiceError(ask(), 'token-status')).status).to.equal(code);
      expect(seen.length).to.equal(1);
    });

  for (const [what, body, detail] of [
    ['{error: {code}}', {error: {code: 'origin-refused', message: 'Ask ek_1'}}, 'origin-refused'],
    ['{error: {type}}', {error: {type: 'rate_limit'}}, 'rate_limit'],
    ['{error}', {error: 'signed_out'}, 'signed_out'],
    ['words', {error: {code: 'Your key is ek_1'}}, undefined],
    ['something else', [1], undefined],
  ] as const)
    it(`tells the developer the endpoint's own code, and no more: ${what}`, async () => {
      stubFetch(Response.json(body, {status: 403}));
      const error = await voiceError(ask(), 'token-status');
      expect(error).to.include({status: 403, detail});
      expect(error.help).to.include(detail ?? '403');
      expect(error.message).to.equal(new VoiceError('token-status').message);
      expect(error.help).not.to.include('ek_1');
    });

  for (const [what, answer] of [
    ['a network failure', down],
    ['a 500', status(500)],
    ['a 503', status(503)],
  ] as const)
    it(`is repeated once after ${what}`, async () => {
      const clock = new Clock();
      const seen = stubFetch(answer, token());
      const asked = ask();
      await clock.armed(300);
      await clock.pass(300);
      expect(await asked).to.equal('ek_1');
      expect(seen.length).to.equal(2);
    });

  it('is not repeated twice', async () => {
    const clock = new Clock();
    const seen = stubFetch(down, down, token());
    const asked = voiceError(ask(), 'token-network');
    await clock.armed(300);
    await clock.pass(60_000);
    expect((await asked).cause).to.equal(down);
    expect(seen.length).to.equal(2);
  });

  it('waits as long as the server asks before it is repeated', async () => {
    const clock = new Clock();
    const seen = stubFetch(status(503, {'Retry-After': '3'}), token());
    const asked = ask();
    await clock.armed(3_000);
    await clock.pass(2_900);
    expect(seen.length).to.equal(1);
    await clock.pass(200);
    expect(await asked).to.equal('ek_1');
  });

  it('reports a server that asks for more patience than a person has', async () => {
    const seen = stubFetch(status(503, {'Retry-After': '120'}), token());
    const error = await voiceError(ask(), 'token-status');
    expect(error).to.include({status: 503, retryAfter: 120});
    expect(seen.length).to.equal(1);
  });

  it('is given up with the call: while it waits for an answer', async () => {
    stubFetch(never);
    const asked = rejection(ask());
    call.abort(new DOMException('Stopped', 'AbortError'));
    expect(await asked).to.equal(call.signal.reason);
  });

  it('is given up with the call: while it waits to be repeated', async () => {
    const clock = new Clock();
    const seen = stubFetch(down, token());
    const asked = rejection(ask());
    await clock.armed(300);
    call.abort(new DOMException('Stopped', 'AbortError'));
    expect(await asked).to.equal(call.signal.reason);
    expect(seen.length).to.equal(1);
    expect(clock.running).to.equal(0);
  });

  it('is given up with the call: while the answer trickles in', async () => {
    const body = new ReadableStream({
      start: stream => call.signal.addEventListener('abort', () => stream.error(call.signal.reason)),
    });
    stubFetch(() => new Response(body));
    const asked = rejection(ask());
    call.abort(new DOMException('Stopped', 'AbortError'));
    expect(await asked).to.equal(call.signal.reason);
  });

  it('is not made when the call is over already', async () => {
    call.abort(new DOMException('Stopped', 'AbortError'));
    const seen = stubFetch(token());
    expect(await rejection(ask())).to.equal(call.signal.reason);
    expect(seen.length).to.equal(0);
  });

  it('ends by itself when no answer comes', async () => {
    const clock = new Clock();
    const seen = stubFetch(never);
    const asked = voiceError(ask(), 'token-network');
    await clock.pass(10_000);
    await clock.armed(300);
    await clock.pass(300);
    await clock.pass(10_000);
    await asked;
    expect(seen.length).to.equal(2);
    const given = voiceError(ask({getToken: () => new Promise(() => {})}), 'token-network');
    await clock.pass(10_000);
    await given;
    expect(clock.running).to.equal(0);
  });

  async function requests(ask: () => Promise<string>, ...answers: Response[]) {
    const seen = stubFetch(...(answers.length ? answers : [token()]));
    expect(await ask()).to.equal('ek_1');
    return seen;
  }
});
