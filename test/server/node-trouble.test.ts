import assert from 'node:assert/strict';
import {EventEmitter, once} from 'node:events';
import {request as httpRequest, type RequestListener, type ServerResponse} from 'node:http';
import {connect as connectHttp2, createServer as createHttp2Server} from 'node:http2';
import type {AddressInfo} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {afterEach, beforeEach, describe, it, mock, type Mock} from 'node:test';
import {
  toNodeListener,
  type NodeRequest,
  type NodeResponse,
  type TokenHandler,
} from '../../src/server/index.js';
import {serve, type Served} from './serve.js';
import {until} from '../helpers/until.js';

/* Whatever becomes of a response while the token is made, nothing gets out of the listener: one unhandled rejection, or
   one `error` event without a listener, would end the process for every visitor. */

const escaped: unknown[] = [];
const note = (error: unknown) => escaped.push(error);
let served: Served | null = null;
let said: Mock<(...words: unknown[]) => void>;

beforeEach(() => {
  process.on('unhandledRejection', note).on('uncaughtException', note);
  said = mock.method(console, 'error', () => {});
});
afterEach(async () => {
  await served?.close();
  served = null;
  await delay(20); // Rejections are told a turn later.
  mock.restoreAll();
  process.off('unhandledRejection', note).off('uncaughtException', note);
  assert.deepEqual(escaped.splice(0), []);
});

const ok: TokenHandler = () => Promise.resolve(Response.json({value: 'ek_1'}));
const after =
  (ms: number, handler = ok): TokenHandler =>
  async request => {
    await delay(ms);
    return handler(request);
  };

/** A server on which something else happens to the response while the handler works. */
async function serveWith(
  handler: TokenHandler,
  meanwhile: (response: ServerResponse) => void,
): Promise<string> {
  const listener = toNodeListener(handler);
  const both: RequestListener = (request, response) => {
    listener(request, response);
    meanwhile(response);
  };
  served = await serve(both);
  return served.url;
}

describe('A response that', () => {
  it('a time-out has answered stays as it was answered', async () => {
    const url = await serveWith(after(30), response => response.writeHead(503).end('too late'));
    const response = await fetch(url, {method: 'POST'});
    assert.equal(response.status, 503);
    assert.equal(await response.text(), 'too late');
    await delay(50);
    assert.equal(said.mock.callCount(), 0);
  });

  it('another part has begun to write is left to it', async () => {
    const url = await serveWith(after(30), response => {
      response.writeHead(200).write('part one, ');
      setTimeout(() => response.end('part two'), 60);
    });
    assert.equal(await (await fetch(url)).text(), 'part one, part two');
  });

  it('is destroyed meanwhile is let go', async () => {
    const url = await serveWith(after(30), response => setTimeout(() => response.destroy(), 5));
    await assert.rejects(fetch(url));
    await delay(50);
  });

  it('is destroyed, ended or begun before is not answered, and no token is made for it', async () => {
    const states = ['destroyed', 'writableEnded', 'headersSent'] as const;
    for (const state of states) {
      const response = new FakeResponse();
      response[state] = true;
      toNodeListener(() => assert.fail(`a token was made for one with ${state}`))(request(), response);
      await delay(1);
      assert.deepEqual(response.written, []);
    }
  });

  it('breaks while it is written to does not end the process', async () => {
    const url = await serveWith(ok, response => {
      response.on('finish', () => {});
      setImmediate(() => response.emit('error', new Error('EPIPE')));
      setImmediate(() => response.emit('error', new Error('EPIPE again')));
    });
    await fetch(url);
  });

  it('belongs to a client that left is not written to', async () => {
    const states: boolean[] = [];
    const url = await serveWith(
      async asked => {
        const gone = once(asked.signal, 'abort');
        client.destroy();
        await gone;
        states.push(asked.signal.aborted);
        return ok(asked);
      },
      () => {},
    );
    const client = httpRequest(url, {method: 'POST'});
    client.on('error', () => {});
    client.end();
    await until(() => states.length);
    await delay(20);
    assert.equal(said.mock.callCount(), 0);
  });
});

describe('A handler that', () => {
  const stream = (pull: () => Promise<void>) => new Response(new ReadableStream({pull}));
  const handlers: Readonly<Record<string, TokenHandler>> = {
    throws: () => {
      throw new Error('broken');
    },
    rejects: () => Promise.reject(new Error('broken')),
    'rejects with nothing': () => Promise.reject(undefined),
    'returns nothing': () => Promise.resolve(undefined as unknown as Response),
    'returns an object': () => Promise.resolve({status: 200} as Response),
    'returns a body that breaks': () => Promise.resolve(stream(() => Promise.reject(new Error('disk')))),
    'returns one Response twice': (
      constant => () =>
        Promise.resolve(constant)
    )(readResponse()),
    'returns a status that there is not': () => Promise.resolve(Response.error()),
    'returns a header that Node refuses': () =>
      Promise.resolve(new Response('x', {headers: {'X-Odd': 'a\u0001b'}})),
  };
  for (const [what, handler] of Object.entries(handlers)) {
    it(`${what} is answered with 500, and the log is told`, async () => {
      const url = await serveWith(handler, () => {});
      const response = await fetch(url, {method: 'POST'});
      assert.equal(response.status, 500);
      assert.equal(await response.text(), 'Internal error');
      assert.equal(said.mock.callCount(), 1);
      assert.match(
        String(said.mock.calls[0]?.arguments[0]),
        /^Token endpoint: the answer could not be sent\. /,
      );
      assert.equal((await fetch(url, {method: 'POST'})).status, 500, 'the server goes on');
    });
  }

  it('fails where the console is broken too is answered all the same', async () => {
    said.mock.mockImplementation(() => {
      throw new Error('EPIPE');
    });
    const url = await serveWith(
      () => Promise.reject(new Error('broken')),
      () => {},
    );
    assert.equal((await fetch(url)).status, 500);
  });

  it('says a wrong length cannot break the connection', async () => {
    const headers = {'Content-Length': '3', Connection: 'close', 'Keep-Alive': 'timeout=1'};
    const url = await serveWith(
      () => Promise.resolve(new Response('more than three', {headers})),
      () => {},
    );
    assert.equal(await (await fetch(url)).text(), 'more than three');
  });

  function readResponse(): Response {
    const response = new Response('once');
    void response.text();
    return response;
  }
});

describe('Over HTTP/2, a stream that is reset', () => {
  it('is let go', async () => {
    const server = createHttp2Server(toNodeListener(after(30)));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const stream = client.request({':method': 'POST', ':path': '/'});
    stream.on('error', () => {});
    stream.end();
    await delay(10);
    stream.close(8);
    await delay(60);
    client.destroy();
    await new Promise(resolve => server.close(resolve));
    assert.equal(said.mock.callCount(), 0);
  });
});

describe('A response of another make', () => {
  it('that refuses every header and its end is given up', async () => {
    const response = new FakeResponse();
    response.refuses = true;
    toNodeListener(ok)(request(), response);
    await delay(5);
    assert.equal(said.mock.callCount(), 2);
  });

  it('may come with a request without a socket', async () => {
    const response = new FakeResponse();
    toNodeListener(ok)(request({socket: null}), response);
    await delay(5);
    assert.equal(response.statusCode, 200);
    assert.equal(response.written.length, 1);
  });
});

describe('The count of trusted proxies', () => {
  for (const trustedProxies of [-1, 0.5, NaN, Infinity, 33, '1', true, null]) {
    it(`is not ${String(trustedProxies)} (${typeof trustedProxies})`, () => {
      const options = {trustedProxies: trustedProxies as number};
      assert.throws(() => toNodeListener(ok, options), /toNodeListener: trustedProxies .* from 0 to 32/);
    });
  }
});

/** As little of a `ServerResponse` as the listener asks for. */
class FakeResponse extends EventEmitter implements NodeResponse {
  statusCode = 0;
  headersSent = false;
  writableEnded = false;
  writableFinished = false;
  destroyed = false;
  refuses = false;
  readonly written: unknown[] = [];

  setHeader(): void {
    if (this.refuses) throw new Error('ERR_HTTP2_INVALID_STREAM');
  }

  end(body?: Uint8Array | string): void {
    if (this.refuses) throw new Error('ERR_HTTP2_INVALID_STREAM');
    this.written.push(body);
  }
}

function request(parts: Partial<NodeRequest> = {}): NodeRequest {
  return {
    method: 'GET',
    url: '/',
    headers: {host: 'shop.example'},
    socket: {remoteAddress: '192.0.2.1'},
    async *[Symbol.asyncIterator]() {},
    ...parts,
  };
}
