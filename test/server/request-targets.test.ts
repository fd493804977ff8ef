import assert from 'node:assert/strict';
import {connect as connectHttp2, createServer as createHttp2Server} from 'node:http2';
import type {AddressInfo} from 'node:net';
import {after, afterEach, before, describe, it} from 'node:test';
import {createTokenHandler, toNodeListener, type TokenHandlerError} from '../../src/server/index.js';
import {raw, serve, type Served} from './serve.js';
import {startStubUpstream, type StubUpstream} from './stub-upstream.js';

/* The endpoint's own host is what the Host header says. What stands in the request line is a path, and the client's. */

const evil = 'https://evil.example';
let upstream: StubUpstream;
let served: Served;
const seen: string[] = [];
const errors: TokenHandlerError[] = [];

const options = () => ({
  apiKey: 'key',
  session: (request: Request) => {
    seen.push(request.url);
    return {model: 'm'};
  },
  upstream: upstream.url,
  rateLimit: false as const,
  onError: (error: TokenHandlerError) => errors.push(error),
});

before(async () => {
  upstream = await startStubUpstream();
  served = await serve(toNodeListener(createTokenHandler(options())));
});
after(async () => {
  await served.close();
  await upstream.close();
});
afterEach(() => {
  seen.length = 0;
  errors.length = 0;
  upstream.asked.length = 0;
});

async function statusOf(line: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const head = Object.entries({...headers, Connection: 'close', 'Content-Length': '0'});
  const answer = await raw(
    served.port,
    [line, ...head.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'),
  );
  return Number(/^HTTP\/1\.1 (\d+) /.exec(answer)?.[1]);
}

/** Targets that name another host, or look as if they did, and the path that is meant. */
const targets: readonly (readonly [string, string])[] = [
  ['//evil.example/token', '//evil.example/token'],
  ['///evil.example/token', '///evil.example/token'],
  ['/\\evil.example/token', '//evil.example/token'],
  ['/\\\\evil.example/token', '///evil.example/token'],
  ['/%2f/evil.example/token', '/%2f/evil.example/token'],
  ['/.//evil.example/token', '//evil.example/token'],
  ['/../..//evil.example', '//evil.example'],
  ['//evil.example:80@shop.example/', '//evil.example:80@shop.example/'],
  ['http://evil.example/token?a=1', '/token?a=1'],
  ['https://evil.example', '/'],
  ['HTTP://EVIL.EXAMPLE/token', '/token'],
  ['http:///evil.example/token', '/token'],
  ['http://user:word@evil.example/', '/'],
];

describe('A request for', () => {
  for (const [target, path] of targets) {
    it(`${target} is one for the host of the header`, async () => {
      const own = {Host: 'shop.example', Origin: 'https://shop.example'};
      assert.equal(await statusOf(`POST ${target} HTTP/1.1`, {...own, Origin: evil}), 403);
      assert.equal(errors[0]?.code, 'origin-refused');
      assert.equal(upstream.asked.length, 0);
      assert.equal(await statusOf(`POST ${target} HTTP/1.1`, own), 200);
      assert.deepEqual(seen, [`http://shop.example${path}`]);
    });
  }

  it('* is no path of another host either', async () => {
    const headers = {Host: 'shop.example', 'Sec-Fetch-Site': 'cross-site', Origin: evil};
    assert.equal(await statusOf('OPTIONS * HTTP/1.1', headers), 403);
  });
});

describe('What a client says of the host besides', () => {
  const claims: Readonly<Record<string, string>> = {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Server': 'evil.example',
    'X-Forwarded-Proto': 'https',
    'X-Original-URL': 'https://evil.example/token',
    'X-Rewrite-URL': '//evil.example/token',
    Forwarded: 'host=evil.example;proto=https',
  };
  for (const [name, value] of Object.entries(claims)) {
    it(`with ${name} is not believed`, async () => {
      const claim = {Host: 'shop.example', [name]: value};
      assert.equal(await statusOf('POST /token HTTP/1.1', {...claim, Origin: evil}), 403);
      assert.equal(await statusOf('POST /token HTTP/1.1', {...claim, Origin: 'https://shop.example'}), 200);
      assert.deepEqual(seen, ['http://shop.example/token']);
    });
  }

  for (const host of [
    '',
    'a b',
    '[',
    'shop.example/evil',
    'user@evil.example',
    'evil.example#',
    'a\\b',
    'a?b',
    '/',
  ]) {
    it(`as the host "${host}" is answered with 400 or 403`, async () => {
      const status = await statusOf('POST /token HTTP/1.1', {Host: host, Origin: evil});
      assert.ok([400, 403].includes(status), String(status));
      assert.equal(upstream.asked.length, 0);
    });
  }

  it('is missing in HTTP/1.0, where no page comes from', async () => {
    for (const origin of ['http://localhost', 'http://127.0.0.1', 'null', evil]) {
      assert.equal(await statusOf('POST /token HTTP/1.0', {Origin: origin}), 403, origin);
    }
  });
});

describe('The own origin', () => {
  const cases: readonly (readonly [host: string, origin: string, status: number])[] = [
    ['shop.example', 'https://shop.example', 200],
    ['shop.example', 'http://shop.example', 200],
    ['SHOP.example', 'https://shop.example', 200],
    ['shop.example:443', 'https://shop.example', 200],
    ['shop.example:80', 'http://shop.example', 200],
    ['shop.example:8080', 'http://shop.example:8080', 200],
    ['[::1]:3000', 'http://[::1]:3000', 200],
    ['shop.example:80', 'https://shop.example', 403],
    ['shop.example', 'https://shop.example:8443', 403],
    ['shop.example', 'https://www.shop.example', 403],
    ['shop.example', 'https://shop.example.evil.example', 403],
    ['shop.example', 'https://shop.example/', 403],
    ['shop.example', 'https://user@shop.example', 403],
    ['shop.example', 'chrome-extension://shop.example', 403],
    ['shop.example', 'ftp://shop.example', 403],
    ['shop.example', '//shop.example', 403],
    ['shop.example', 'shop.example', 403],
    ['null', 'null', 403],
  ];
  for (const [host, origin, status] of cases) {
    it(`${origin} at ${host} gets ${status}`, async () => {
      assert.equal(await statusOf('POST /token HTTP/1.1', {Host: host, Origin: origin}), status);
    });
  }

  it('is that of the address where a server keeps the host there only', async () => {
    const answer = createTokenHandler(options());
    const ask = (origin: string) =>
      answer(new Request('https://shop.example//evil.example', {method: 'POST', headers: {Origin: origin}}));
    assert.equal((await ask('https://shop.example')).status, 200);
    assert.equal((await ask(evil)).status, 403);
  });

  it('is that of the Host header where both are there and differ', async () => {
    const answer = createTokenHandler(options());
    const ask = (origin: string) => {
      const headers = {Host: 'shop.example', Origin: origin};
      return answer(new Request('https://evil.example/token', {method: 'POST', headers}));
    };
    assert.equal((await ask('https://shop.example')).status, 200);
    assert.equal((await ask(evil)).status, 403);
  });
});

describe('Over HTTP/2', () => {
  it('the authority is the host', async () => {
    const server = createHttp2Server(toNodeListener(createTokenHandler(options())));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const ask = async (headers: Record<string, string>): Promise<number> => {
      const stream = client.request({':method': 'POST', ':authority': 'shop.example', ...headers});
      stream.end();
      const status = await new Promise<number>((resolve, reject) => {
        stream.once('response', ({':status': code}) => resolve(code ?? 0));
        stream.once('error', reject);
      });
      stream.resume();
      return status;
    };
    try {
      assert.equal(await ask({':path': '/token', origin: 'https://shop.example'}), 200);
      assert.equal(await ask({':path': '//evil.example/', origin: evil}), 403);
      assert.equal(await ask({':path': '/token', host: 'evil.example', origin: evil}), 403);
    } finally {
      client.destroy();
      await new Promise(resolve => server.close(resolve));
    }
  });
});
