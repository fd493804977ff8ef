import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import fc from 'fast-check';
import {createTokenHandler, type TokenHandlerError} from '../../src/server/index.js';
import {startStubUpstream, type StubUpstream} from './stub-upstream.js';

const apiKey = 'sk-proj-abcdefgh12345678';
let upstream: StubUpstream;
before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());

const headerValue = fc.string({unit: 'grapheme-ascii', maxLength: 60}).map(value => value.trim());
const anyRequest = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'BREW'),
  path: fc.webPath(),
  body: fc.option(fc.string({maxLength: 200}), {nil: undefined}),
  headers: fc.dictionary(
    fc.constantFrom('Origin', 'Sec-Fetch-Site', 'Cookie', 'Content-Type', 'X-Forwarded-For', 'Authorization'),
    fc.oneof(
      headerValue,
      fc.constantFrom('same-origin', 'null', 'https://shop.example', 'https://evil.example'),
    ),
  ),
});
const anyOrigin = fc.oneof(
  fc.webUrl().map(url => new URL(url).origin),
  fc.webUrl(),
  headerValue,
  fc.domain().map(domain => `https://shop.example.${domain}`),
  fc.domain().map(domain => `https://${domain.split('.')[0]}shop.example`),
);

describe('Whatever comes in', () => {
  it('gets an answer in the agreed shape, and a token only when the origin is right', async () => {
    const errors: TokenHandlerError[] = [];
    const handler = createTokenHandler({
      apiKey,
      session: {model: 'm'},
      upstream: upstream.url,
      rateLimit: false,
      onError: error => errors.push(error),
    });
    await fc.assert(
      fc.asyncProperty(anyRequest, async ({method, path, headers, body}) => {
        const withBody = body !== undefined && method !== 'GET' && method !== 'HEAD';
        const request = new Request(`https://shop.example${path}`, {
          method,
          headers,
          ...(withBody && {body}),
        });
        const response = await handler(request);
        const text = await response.text();
        assert.doesNotMatch(text, /sk-/);
        if (response.status === 204) return assert.equal(method, 'OPTIONS');
        if (method === 'HEAD') return assert.deepEqual([response.status, text], [200, '']);
        if (response.status === 200) {
          assert.ok(headers['Sec-Fetch-Site'] === 'same-origin' || headers.Origin === 'https://shop.example');
          return assert.match((JSON.parse(text) as {value: string}).value, /^ek_\d+$/);
        }
        assert.ok([403, 405].includes(response.status), String(response.status));
        assert.equal(typeof (JSON.parse(text) as {error: {message: unknown}}).error.message, 'string');
      }),
      {numRuns: 300},
    );
    assert.ok(errors.every(({status}) => status < 500));
  });

  it('from an origin that is not listed never reaches the upstream', async () => {
    const handler = createTokenHandler({
      apiKey,
      session: {model: 'm'},
      upstream: upstream.url,
      allowedOrigins: ['https://shop.example', 'https://*.shop.example'],
      onError: () => {},
    });
    const isListed = (origin: string) => /^https:\/\/([^/]+\.)?shop\.example$/.test(origin);
    await fc.assert(
      fc.asyncProperty(
        anyOrigin.filter(origin => !isListed(origin)),
        async origin => {
          const asked = upstream.asked.length;
          const headers = {Origin: origin, 'Sec-Fetch-Site': 'cross-site'};
          const response = await handler(new Request('https://api.example/token', {method: 'POST', headers}));
          assert.equal(response.status, 403);
          assert.equal(response.headers.get('Access-Control-Allow-Origin'), null);
          assert.equal(upstream.asked.length, asked);
        },
      ),
      {numRuns: 300},
    );
  });
});

describe('Whatever the upstream answers', () => {
  it('gives a token or one of the agreed failures, and never the key', async () => {
    const handler = createTokenHandler({
      apiKey,
      session: {model: 'm'},
      upstream: upstream.url,
      rateLimit: false,
      onError: error => assert.doesNotMatch(error.detail, /abcdefgh/),
    });
    const bodies = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record({value: fc.oneof(fc.string(), fc.constant(apiKey), fc.integer())})
        .map(value => JSON.stringify(value)),
      fc.constant(`Incorrect key ${apiKey}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 200, max: 599}), bodies, async (status, body) => {
        upstream.answer = response => response.writeHead(status).end(body);
        const headers = {'Sec-Fetch-Site': 'same-origin'};
        const response = await handler(new Request('https://shop.example/', {method: 'POST', headers}));
        const text = await response.text();
        assert.ok([200, 502, 503].includes(response.status), String(response.status));
        assert.doesNotMatch(text, /sk-|Incorrect/);
        assert.deepEqual(
          Object.keys(JSON.parse(text) as object).filter(key => !['value', 'expires_at'].includes(key)),
          response.status === 200 ? [] : ['error'],
        );
      }),
      {numRuns: 300},
    );
  });
});
