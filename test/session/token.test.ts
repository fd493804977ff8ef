import {expect} from '@open-wc/testing';
import type {TokenSource} from '../../src/session/credentials.js';
import {requestToken} from '../../src/session/token.js';
import {rejection, voiceError} from '../helpers/rejection.js';
import {restoreStubs, stubFetch} from '../helpers/stub.js';

const signal = new AbortController().signal;
const ask = (source: TokenSource = {tokenEndpoint: '/token'}) => requestToken(source, signal);
const json = (body: unknown, init?: ResponseInit) => Response.json(body, init);
const plain = (body: string, type = 'text/plain') => new Response(body, {headers: {'Content-Type': type}});

describe('The answer of a token endpoint', () => {
  afterEach(restoreStubs);

  const accepted: readonly (readonly [string, Response])[] = [
    [
      '{value}, as OpenAI mints it',
      json({value: 'ek_1', expires_at: 1_900_000_000, session: {type: 'realtime'}}),
    ],
    [
      '{client_secret: {value}}, as OpenAI once did',
      json({id: 'sess', client_secret: {value: 'ek_1', expires_at: 1}}),
    ],
    ['{client_secret} that is a string', json({client_secret: 'ek_1'})],
    ['{token}', json({token: 'ek_1'})],
    ['a JSON string', json('ek_1')],
    ['JSON with another JSON media type', plain('{"token":"ek_1"}', 'application/problem+json')],
    ['JSON sent as text', plain(' {"token":"ek_1"}')],
    ['the bare token as text', plain('ek_1')],
    ['the bare token with a line end', plain('ek_1\r\n')],
  ];
  for (const [what, answer] of accepted) {
    it(`may be ${what}`, async () => {
      stubFetch(answer);
      expect(await ask()).to.equal('ek_1');
    });
  }

  it('may be a token of another vendor', async () => {
    stubFetch(plain('eyJhbGciOi.J9-_~+/=.x'));
    expect(await ask()).to.equal('eyJhbGciOi.J9-_~+/=.x');
  });

  const unusable: readonly (readonly [string, Response])[] = [
    ['empty', plain('')],
    ['nothing but white space', plain(' \n\t ')],
    ['an HTML page', plain('<!doctype html><title>Sign in</title>', 'text/html')],
    ['HTML in one word', plain('<html></html>')],
    ['HTML sent as JSON', plain('<!doctype html>', 'application/json')],
    ['broken JSON', plain('{"value": "ek_1"', 'application/json')],
    ['null', json(null)],
    ['a number', json(7)],
    ['a list', json(['ek_1'])],
    ['an object without a token', json({error: 'no'})],
    ['an empty value', json({value: ''})],
    ['a value that is no string', json({value: {nested: true}})],
    ['a null secret', json({client_secret: null})],
    ['two words', plain('ek 1')],
    ['a token with a header injection', json({value: 'ek_1\r\nX-Evil: 1'})],
    ['letters outside ASCII', json({value: 'ek_ü'})],
    ['huge', plain('e'.repeat(9_000))],
  ];
  for (const [what, answer] of unusable) {
    it(`is refused as unusable when it is ${what}`, async () => {
      stubFetch(answer);
      await voiceError(ask(), 'token-shape');
    });
  }

  for (const [what, answer] of [
    ['as text', plain('sk-proj-1')],
    ['as {value}', json({value: 'sk-1'})],
    ['as {token}', json({token: 'sk-1'})],
    ['as {client_secret}', json({client_secret: {value: 'sk-1'}})],
  ] as const) {
    it(`is refused when it is a long-lived key ${what}, which appears nowhere in the error`, async () => {
      stubFetch(answer);
      const error = await voiceError(ask(), 'token-secret');
      expect(`${error.message} ${error.detail} ${error.stack} ${String(error.cause)}`).not.to.include('sk-');
    });
  }

  for (const status of [400, 401, 403, 404, 429, 500, 503]) {
    it(`is typed when its status is ${status}`, async () => {
      stubFetch(new Response('{"value":"ek_1"}', {status}));
      const error = await voiceError(ask({tokenEndpoint: '/token', tokenMethod: 'POST'}), 'token-status');
      expect(error.status).to.equal(status);
      expect(error.retryAfter).to.equal(undefined);
    });
  }

  it('says how long to wait, in seconds or as a date', async () => {
    stubFetch(new Response('', {status: 429, headers: {'Retry-After': '17'}}));
    expect((await voiceError(ask(), 'token-status')).retryAfter).to.equal(17);
    const date = new Date(Date.now() + 60_000).toUTCString();
    stubFetch(new Response('', {status: 429, headers: {'Retry-After': date}}));
    expect((await voiceError(ask(), 'token-status')).retryAfter).to.be.within(58, 60);
    stubFetch(new Response('', {status: 429, headers: {'Retry-After': 'soon'}}));
    expect((await voiceError(ask(), 'token-status')).retryAfter).to.equal(undefined);
  });
});

describe('The function that gives a token', () => {
  const from = (getToken: unknown, during = signal) =>
    requestToken(
      {getToken: getToken as NonNullable<TokenSource['getToken']>, tokenEndpoint: '/token'},
      during,
    );
  afterEach(restoreStubs);

  it('takes the place of the endpoint', async () => {
    const asked = stubFetch(json({value: 'ek_endpoint'}));
    expect(await from(() => Promise.resolve('ek_1'))).to.equal('ek_1');
    expect(asked.length).to.equal(0);
  });

  for (const answer of [{value: 'ek_1'}, {token: 'ek_1'}, {client_secret: {value: 'ek_1'}}])
    it(`may give ${Object.keys(answer)[0]}`, async () => {
      expect(await from(() => Promise.resolve(answer))).to.equal('ek_1');
    });

  it('may give the token at once', async () => {
    expect(await from(() => 'ek_1')).to.equal('ek_1');
  });

  it('is refused a long-lived key, too', async () => {
    await voiceError(
      from(() => Promise.resolve('sk-1')),
      'token-secret',
    );
  });

  it('that gives nothing usable is told apart', async () => {
    for (const answer of [undefined, null, '', 7, {}])
      await voiceError(
        from(() => Promise.resolve(answer)),
        'token-shape',
      );
  });

  it('that throws or rejects counts as unreachable, with its cause', async () => {
    const cause = new Error('down');
    const throws = () => {
      throw cause;
    };
    expect((await voiceError(from(throws), 'token-network')).cause).to.equal(cause);
    expect(
      (
        await voiceError(
          from(() => Promise.reject(cause)),
          'token-network',
        )
      ).cause,
    ).to.equal(cause);
  });

  it('that hangs is given up with the call', async () => {
    const call = new AbortController();
    const asked = rejection(from(() => new Promise(() => {}), call.signal));
    call.abort(new DOMException('Stopped', 'AbortError'));
    expect(await asked).to.equal(call.signal.reason);
  });

  it('hears that the call is over', async () => {
    const call = new AbortController();
    let heard: AbortSignal | undefined;
    const asked = rejection(
      from((signal: AbortSignal) => (heard = signal) && new Promise(() => {}), call.signal),
    );
    call.abort();
    await asked;
    expect(heard?.aborted).to.equal(true);
  });

  it('is not asked when the call is over already', async () => {
    let asked = false;
    const over = AbortSignal.abort(new DOMException('Stopped', 'AbortError'));
    const error = await rejection(from(() => (asked = true) && new Promise(() => {}), over));
    expect(error).to.equal(over.reason);
    expect(asked).to.equal(false);
  });
});
