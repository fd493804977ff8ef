import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {
  createTokenHandler,
  type TokenHandlerError,
  type TokenHandlerOptions,
} from '../../src/server/index.js';
import {closedPort} from './closed-port.js';
import {sendJson, startStubUpstream, type StubUpstream} from './stub-upstream.js';

const apiKey = 'sk-proj-abcdefgh12345678';

let upstream: StubUpstream;
const errors: TokenHandlerError[] = [];

before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());
afterEach(() => {
  upstream.asked.length = 0;
  upstream.answer = null;
  errors.length = 0;
});

function handler(options: Partial<TokenHandlerOptions> = {}) {
  return createTokenHandler({
    apiKey,
    session: {model: 'm'},
    upstream: upstream.url,
    rateLimit: false,
    onError: error => errors.push(error),
    ...options,
  });
}

function fromPage(headers: Record<string, string> = {}, init: RequestInit = {}): Request {
  return new Request('https://shop.example/token', {
    method: 'POST',
    ...init,
    headers: {'Sec-Fetch-Site': 'same-origin', ...headers},
  });
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as {error: {code: string}}).error.code;
}

describe('An upstream that fails', () => {
  const cases: readonly (readonly [number, number, string])[] = [
    [400, 502, 'upstream-refused'],
    [401, 502, 'upstream-refused'],
    [403, 502, 'upstream-refused'],
    [404, 502, 'upstream-refused'],
    [302, 502, 'upstream-refused'],
    [429, 503, 'upstream-busy'],
    [500, 503, 'upstream-busy'],
    [503, 503, 'upstream-busy'],
  ];
  for (const [theirs, ours, code] of cases) {
    it(`with ${theirs} becomes ${ours} ${code}, and its words stay on the server`, async () => {
      upstream.answer = response =>
        sendJson(
          response,
          theirs,
          {error: {message: `Incorrect key: ${apiKey}, sk-proj-****5678`}},
          {
            Location: '/elsewhere',
          },
        );
      const response = await handler()(fromPage());
      assert.equal(response.status, ours);
      const text = await response.text();
      assert.equal((JSON.parse(text) as {error: {code: string}}).error.code, code);
      assert.doesNotMatch(text, /Incorrect|sk-/);
      assert.equal(errors[0]?.upstreamStatus, theirs);
      assert.match(errors[0]?.detail ?? '', /Incorrect key/);
      assert.doesNotMatch(errors[0]?.detail ?? '', /abcdefgh|5678/);
      assert.equal(upstream.asked.length, 1);
    });
  }

  it('passes on when to ask again', async () => {
    upstream.answer = response => sendJson(response, 429, {}, {'Retry-After': '7'});
    assert.equal((await handler()(fromPage())).headers.get('Retry-After'), '7');
  });

  it('is given up on in time', async () => {
    upstream.answer = () => {};
    const response = await handler({upstream: {url: upstream.url, timeoutMs: 30}})(fromPage());
    assert.equal(response.status, 504);
    assert.equal(await codeOf(response), 'upstream-timeout');
    assert.equal(errors[0]?.detail, 'The upstream did not answer within 30 ms.');
  });

  it('is given up on in the middle of its answer', async () => {
    upstream.answer = response => response.writeHead(200).write('{"value": ');
    const response = await handler({upstream: {url: upstream.url, timeoutMs: 60}})(fromPage());
    assert.equal(await codeOf(response), 'upstream-timeout');
  });

  it('is left alone when the page is gone', async () => {
    const page = new AbortController();
    upstream.answer = () => page.abort();
    const response = await handler()(fromPage({}, {signal: page.signal}));
    assert.equal(response.status, 499);
    assert.equal(await codeOf(response), 'client-gone');
    assert.deepEqual(
      errors.map(({code}) => code),
      ['client-gone'],
    );
  });

  it('gets no line in the log for a visitor who left', async t => {
    const said = t.mock.method(console, 'error', () => {});
    const page = new AbortController();
    upstream.answer = () => page.abort();
    await handler({onError: undefined})(fromPage({}, {signal: page.signal}));
    assert.equal(said.mock.callCount(), 0);
  });

  it('that is not there is told apart, with the reason for the log', async () => {
    const port = await closedPort();
    const response = await handler({upstream: `http://127.0.0.1:${port}/`})(fromPage());
    assert.equal(response.status, 502);
    const text = await response.text();
    assert.equal((JSON.parse(text) as {error: {code: string}}).error.code, 'upstream-unreachable');
    assert.doesNotMatch(text, /ECONNREFUSED/);
    assert.match(errors[0]?.detail ?? '', /fetch failed; .*ECONNREFUSED/);
  });

  it('whose name or certificate is wrong is told apart, and never with the key', async t => {
    const reasons = [
      Object.assign(new Error(`getaddrinfo for ${apiKey}`), {code: 'ENOTFOUND'}),
      Object.assign(new AggregateError([new Error('connect ::1:443')], ''), {code: 'ETIMEDOUT'}),
      Object.assign(new Error('unable to verify'), {code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'}),
    ];
    let cause: (typeof reasons)[number];
    t.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('fetch failed', {cause})));
    for (cause of reasons) {
      const response = await handler()(fromPage());
      assert.equal(await codeOf(response), 'upstream-unreachable');
      const {detail = '', cause: told} = errors.at(-1) ?? {};
      assert.ok(detail.includes(cause.code), detail);
      assert.doesNotMatch(detail, /abcdefgh/);
      assert.equal(told, undefined, 'the cause may hold the key');
    }
  });

  const bodies: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['broken JSON', '{"value": "ek_'],
    ['HTML', '<html></html>'],
    ['a list', '["ek_1"]'],
    ['null', 'null'],
    ['no token', '{"ok": true}'],
    ['a token of another type', '{"value": {"a": 1}}'],
    ['a token with a line end', '{"value": "ek_1\\r\\nX: 1"}'],
    ['the key itself', JSON.stringify({value: apiKey})],
    ['another long-lived key', '{"value": "sk-other"}'],
  ];
  for (const [what, body] of bodies) {
    it(`by answering with ${what} gives no token`, async () => {
      upstream.answer = response => response.writeHead(200).end(body);
      const response = await handler()(fromPage());
      assert.equal(response.status, 502);
      assert.equal(await codeOf(response), 'upstream-answer');
    });
  }
});
