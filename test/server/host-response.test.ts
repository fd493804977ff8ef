import assert from 'node:assert/strict';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, afterEach, before, describe, it} from 'node:test';
import {gzipSync} from 'node:zlib';
import {closedPort} from './closed-port.js';
import {createTokenHandler, type Authorization, type TokenHandlerError} from '../../src/server/index.js';

/* `authorize` may answer with a `Response` of the site. It may be any that there is. */

const errors: TokenHandlerError[] = [];
afterEach(() => (errors.length = 0));

const fromPage = (init: RequestInit = {}) =>
  new Request('https://shop.example/token', {
    method: 'POST',
    headers: {'Sec-Fetch-Site': 'same-origin'},
    ...init,
  });

const answering = (authorize: () => unknown) =>
  createTokenHandler({
    apiKey: 'key',
    session: {model: 'm'},
    upstream: 'http://127.0.0.1:1/',
    authorize: authorize as () => Authorization,
    callbackTimeoutMs: 200,
    onError: error => errors.push(error),
  });

const stream = (source: UnderlyingDefaultSource<Uint8Array>) => new Response(new ReadableStream(source));

describe('A Response of authorize', () => {
  const constants: readonly (readonly [string, () => Response, string])[] = [
    ['a text', () => new Response('closed', {status: 403}), 'closed'],
    ['JSON', () => Response.json({why: 'closed'}, {status: 403}), '{"why":"closed"}'],
    ['nothing', () => new Response(null, {status: 204}), ''],
    ['an empty body', () => new Response('', {status: 403}), ''],
    ['bytes', () => new Response(new Uint8Array([104, 105])), 'hi'],
    ['a form', () => new Response(new URLSearchParams({a: '1'})), 'a=1'],
    [
      'a stream',
      () =>
        stream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('from '));
            controller.enqueue(new TextEncoder().encode('afar'));
            controller.close();
          },
        }),
      'from afar',
    ],
    ['an address', () => Response.redirect('https://shop.example/sign-in'), ''],
  ];
  for (const [what, make, body] of constants) {
    it(`with ${what} may be the same one for every request`, async () => {
      const constant = make();
      const answer = answering(() => constant);
      const ask = async () => {
        const response = await answer(fromPage());
        assert.equal(response.status, constant.status);
        assert.equal(response.headers.get('Cache-Control'), 'no-store');
        assert.equal(response.headers.get('Content-Type'), constant.headers.get('Content-Type'));
        assert.equal(response.headers.get('Location'), constant.headers.get('Location'));
        assert.equal(await response.text(), body);
      };
      for (let time = 0; time < 20; time += 1) await ask();
      await Promise.all(Array.from({length: 20}, ask));
      assert.equal(constant.bodyUsed, false, 'the site may use it elsewhere too');
      assert.deepEqual(errors, []);
    });
  }

  it('keeps its headers and every cookie, but not those of a connection', async () => {
    const headers = new Headers({
      'Content-Length': '3',
      Connection: 'close',
      'Transfer-Encoding': 'chunked',
      'X-Why': '1',
    });
    headers.append('Set-Cookie', 'a=1');
    headers.append('Set-Cookie', 'b=2');
    const response = await answering(() => new Response('more than three', {headers}))(fromPage());
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(response.headers.get('X-Why'), '1');
    for (const name of ['Content-Length', 'Connection', 'Transfer-Encoding']) {
      assert.equal(response.headers.get(name), null, name);
    }
  });

  it('may be of another implementation of fetch', async () => {
    /** Its prototype is not that of this realm's Response. */
    const foreign = (status: number) => {
      const real = new Response('no', {status});
      return {
        [Symbol.toStringTag]: 'Response',
        status,
        statusText: '',
        url: '',
        headers: real.headers,
        clone: () => real.clone(),
      };
    };
    const response = await answering(() => foreign(403))(fromPage());
    assert.equal(response.status, 403);
    assert.equal(await response.text(), 'no');
  });
});

describe('A Response of authorize that cannot be sent', () => {
  const read = new Response('read');
  const locked = new Response('locked');
  before(async () => {
    await read.text();
    locked.body?.getReader();
  });
  const cases: readonly (readonly [string, () => Response, RegExp])[] = [
    ['was read by the site', () => read, /failed/],
    ['is being read by the site', () => locked, /failed/],
    ['is an error', () => Response.error(), /failed/],
    [
      'breaks at once',
      () =>
        stream({
          start(controller) {
            controller.error(new Error('disk is gone'));
          },
        }),
      /disk is gone/,
    ],
    [
      'breaks later',
      () => {
        let pulls = 0;
        return stream({
          pull(controller) {
            if ((pulls += 1) > 3) throw new Error('disk is gone');
            controller.enqueue(new Uint8Array(10));
          },
        });
      },
      /disk is gone/,
    ],
    ['never ends', () => stream({pull: () => new Promise(() => {})}), /did not answer within 200 ms/],
    [
      'is without end',
      () =>
        stream({
          pull(controller) {
            controller.enqueue(new Uint8Array(100_000));
          },
        }),
      /larger than 1048576 bytes/,
    ],
    [
      'is without end and without content',
      () => stream({pull: c => c.enqueue(new Uint8Array())}),
      /larger than/,
    ],
    [
      'holds what is no bytes',
      () => stream({pull: c => c.enqueue('text' as unknown as Uint8Array)}),
      /failed/,
    ],
  ];
  for (const [what, make, detail] of cases) {
    it(`since it ${what}, becomes 500, and no token`, async () => {
      const response = await answering(make)(fromPage());
      assert.equal(response.status, 500);
      assert.doesNotMatch(await response.text(), /disk/);
      assert.equal(errors[0]?.code, 'internal');
      assert.match(errors[0]?.detail ?? '', /^The Response of authorize /);
      assert.match(errors[0]?.detail ?? '', detail);
    });
  }

  it('is given up when the client is gone', async () => {
    const client = new AbortController();
    setTimeout(() => client.abort(), 10);
    const never = () => stream({pull: () => new Promise(() => {})});
    const response = await answering(never)(fromPage({signal: client.signal}));
    assert.equal(response.status, 499);
  });
});

describe('A Response that authorize has fetched', () => {
  let server: Server;
  before(async () => {
    server = createServer((_request, response) =>
      response.writeHead(403, {'Content-Encoding': 'gzip', 'X-From': 'afar'}).end(gzipSync('sign in first')),
    );
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => server.close());

  it('is passed on as it was decoded', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const response = await answering(() => fetch(url))(fromPage());
    assert.equal(response.status, 403);
    assert.equal(response.headers.get('X-From'), 'afar');
    assert.equal(response.headers.get('Content-Encoding'), null);
    assert.equal(await response.text(), 'sign in first');
  });

  it('that never came is a failure of authorize', async () => {
    const closed = await closedPort();
    assert.equal((await answering(() => fetch(`http://127.0.0.1:${closed}/`))(fromPage())).status, 500);
    assert.match(errors[0]?.detail ?? '', /authorize failed\. TypeError: fetch failed; .*ECONNREFUSED/);
  });
});
