import assert from 'node:assert/strict';
import {request as httpRequest} from 'node:http';
import {after, afterEach, before, describe, it} from 'node:test';
import {createTokenHandler, toNodeListener, type NodeListenerOptions} from '../../src/server/index.js';
import type {TokenHandler} from '../../src/server/index.js';
import {raw, serve as serveListener, type Served} from './serve.js';
import {startStubUpstream, type StubUpstream} from './stub-upstream.js';

let upstream: StubUpstream;
let served: Served;
let url = '';

before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());
afterEach(() => served.close());

async function serve(handler: TokenHandler, options?: NodeListenerOptions): Promise<void> {
  served = await serveListener(toNodeListener(handler, options));
  ({url} = served);
}

const options = () => ({apiKey: 'key', session: {model: 'm'}, upstream: upstream.url, onError: () => {}});

describe('A token handler behind node:http', () => {
  it('answers a page of its own', async () => {
    await serve(createTokenHandler(options()));
    const response = await fetch(`${url}/token`, {method: 'POST', headers: {Origin: url}});
    assert.equal(response.status, 200);
    assert.match(((await response.json()) as {value: string}).value, /^ek_/);
  });

  it('lets authorize read the body, up to a limit', async () => {
    await serve(
      createTokenHandler({...options(), authorize: async asked => (await asked.text()) === 'please'}),
    );
    const ask = (body: string) => fetch(url, {method: 'POST', body, headers: {Origin: url}});
    assert.equal((await ask('please')).status, 200);
    assert.equal((await ask('x'.repeat(100))).status, 401);
    assert.equal((await ask('x'.repeat(200_000))).status, 413);
  });

  it('passes on every cookie that the site sets', async () => {
    await serve(() => {
      const headers = new Headers([
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['X-Other', '1'],
      ]);
      return Promise.resolve(new Response('…', {status: 418, headers}));
    });
    const response = await fetch(url);
    assert.equal(response.status, 418);
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(await response.text(), '…');
  });

  it('tells clients apart by their connection, and does not believe a header', async () => {
    await serve(createTokenHandler({...options(), rateLimit: {max: 1}}));
    const ask = (address: string) =>
      fetch(url, {method: 'POST', headers: {Origin: url, 'X-Forwarded-For': address}});
    assert.equal((await ask('192.0.2.1')).status, 200);
    assert.equal((await ask('192.0.2.2')).status, 429);
  });

  it('believes what its own proxy added to the header, and nothing before it', async () => {
    await serve(createTokenHandler({...options(), rateLimit: {max: 1}}), {trustedProxies: 1});
    const ask = (addresses: string) =>
      fetch(url, {method: 'POST', headers: {Origin: url, 'X-Forwarded-For': addresses}});
    assert.equal((await ask('made up, 192.0.2.1')).status, 200);
    assert.equal((await ask('made up too, 192.0.2.1')).status, 429);
    assert.equal((await ask('192.0.2.2')).status, 200);
  });

  it('counts every port that its own proxy notes as one client', async () => {
    await serve(createTokenHandler({...options(), rateLimit: {max: 1}}), {trustedProxies: 1});
    const ask = (address: string) =>
      fetch(url, {method: 'POST', headers: {Origin: url, 'X-Forwarded-For': `made up, ${address}`}});
    assert.equal((await ask('203.0.113.7:50123')).status, 200);
    assert.equal((await ask('203.0.113.7:50124')).status, 429);
    assert.equal((await ask('[2001:db8::1]:443')).status, 200);
    assert.equal((await ask('"[2001:db8::2]:444"')).status, 429);
  });

  for (const trustedProxies of [1, 2]) {
    it(`gives a client no key that it made up, behind ${trustedProxies} trusted`, async () => {
      await serve(createTokenHandler({...options(), rateLimit: {max: 1}}), {trustedProxies});
      const ask = (forwarded: string) => {
        const behind = Array<string>(trustedProxies - 1).fill('10.0.0.1');
        const headers = {Origin: url, 'X-Forwarded-For': [forwarded, ...behind].join(', ')};
        return fetch(url, {method: 'POST', headers});
      };
      assert.equal((await ask('unknown')).status, 200);
      for (const made of ['a1', 'a2', '_b', '1.2.3', '', ',', '203.0.113.7:x']) {
        assert.equal((await ask(made)).status, 429, made);
      }
      // Fewer entries than proxies: the request came another way.
      assert.equal((await fetch(url, {method: 'POST', headers: {Origin: url}})).status, 429);
    });
  }

  it('reads the header also where a proxy sends it twice', async () => {
    await serve(createTokenHandler({...options(), rateLimit: {max: 1}}), {trustedProxies: 1});
    const ask = (made: string) =>
      raw(
        served.port,
        `POST / HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nX-Forwarded-For: ${made}\r\n` +
          'X-Forwarded-For: 203.0.113.7:1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
      );
    assert.match(await ask('203.0.113.8'), /^HTTP\/1\.1 200 /);
    assert.match(await ask('203.0.113.9'), /^HTTP\/1\.1 429 /);
  });

  it('stops asking the upstream when the page is gone', async () => {
    const gone = new Promise<void>(resolve => {
      upstream.answer = response => {
        response.once('close', () => resolve());
        client.destroy();
      };
    });
    await serve(createTokenHandler(options()));
    const client = httpRequest(url, {method: 'POST', headers: {Origin: url}});
    client.on('error', () => {});
    client.end();
    await gone;
    upstream.answer = null;
  });

  for (const [what, head] of [
    ['a host that is none', 'POST / HTTP/1.1\r\nHost: a b\r\n'],
    ['a host with a path', 'POST / HTTP/1.1\r\nHost: [\r\n'],
    ['a method that no page has', 'TRACE / HTTP/1.1\r\nHost: a\r\n'],
  ] as const) {
    it(`answers ${what} with 400 and goes on`, async () => {
      await serve(createTokenHandler(options()));
      assert.match(
        await raw(served.port, `${head}Connection: close\r\nContent-Length: 0\r\n\r\n`),
        /^HTTP\/1\.1 400 /,
      );
      assert.equal((await fetch(url, {method: 'POST', headers: {Origin: url}})).status, 200);
    });
  }
});
