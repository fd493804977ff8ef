import assert from 'node:assert/strict';
import {createServer, request as httpRequest, type Server} from 'node:http';
import {connect, type AddressInfo} from 'node:net';
import {after, afterEach, before, describe, it} from 'node:test';
import {createTokenHandler, toNodeListener, type NodeListenerOptions} from '../../src/server/index.js';
import type {TokenHandler} from '../../src/server/index.js';
import {startStubUpstream, type StubUpstream} from './stub-upstream.js';

let upstream: StubUpstream;
let server: Server;
let url = '';

before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());
afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

async function serve(handler: TokenHandler, options?: NodeListenerOptions): Promise<void> {
  server = createServer(toNodeListener(handler, options));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
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
    assert.equal((await ask('x'.repeat(200_000))).status, 500);
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
      assert.match(await raw(`${head}Connection: close\r\nContent-Length: 0\r\n\r\n`), /^HTTP\/1\.1 400 /);
      assert.equal((await fetch(url, {method: 'POST', headers: {Origin: url}})).status, 200);
    });
  }
});

/** What comes back for bytes that no client library would send. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', data => (answer += data.toString()));
    socket.once('end', () => resolve(answer));
    socket.once('error', reject);
  });
}
