import {withClientAddress} from './client-address.js';
import type {TokenHandler} from './token-handler.js';

/** What is used of Node's `IncomingMessage`, and of Express's request. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string;
  readonly url?: string;
  /** Express: the path before a router took its part away. */
  readonly originalUrl?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: {readonly remoteAddress?: string};
}

/** What is used of Node's `ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  readonly writableFinished: boolean;
  setHeader(name: string, value: string | string[]): unknown;
  once(event: 'close', listener: () => void): unknown;
  end(body?: Uint8Array | string): unknown;
}

/** How a Node server stands to the world. */
export interface NodeListenerOptions {
  /**
   * How many proxies of your own stand before this server: so many entries of `X-Forwarded-For`, from the right, can
   * be believed. Default 0: the header is ignored, and clients are told apart by the address of their connection.
   */
  readonly trustedProxies?: number;
}

/** What `authorize` may read of a body. */
const largestBody = 65_536;

/** Makes a token handler a listener for `node:http`, Express and whatever takes `(request, response)`. */
export function toNodeListener(
  handler: TokenHandler,
  {trustedProxies = 0}: NodeListenerOptions = {},
): (request: NodeRequest, response: NodeResponse) => void {
  return (request, response) => {
    const gone = new AbortController();
    response.once('close', () => response.writableFinished || gone.abort());
    void respond(handler, () => toRequest(request, gone.signal, trustedProxies), response);
  };
}

async function respond(
  handler: TokenHandler,
  toRequest: () => Request,
  response: NodeResponse,
): Promise<void> {
  let request: Request;
  try {
    request = toRequest();
  } catch {
    response.statusCode = 400; // A host, a method or a header that no browser sends.
    response.end('Bad request');
    return;
  }
  const answer = await handler(request);
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length) response.setHeader('set-cookie', cookies);
  response.end(new Uint8Array(await answer.arrayBuffer()));
}

function toRequest(request: NodeRequest, signal: AbortSignal, trustedProxies: number): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith(':')) continue; // HTTP/2 keeps the request line here.
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const host = headers.get('host') ?? request.headers[':authority'];
  const {method = 'GET'} = request;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const init: RequestInit & {duplex?: 'half'} = {
    method,
    headers,
    signal,
    ...(hasBody && {body: bodyOf(request), duplex: 'half'}),
  };
  const url = new URL(request.originalUrl ?? request.url ?? '/', `http://${String(host ?? 'localhost')}`);
  return withClientAddress(new Request(url, init), addressOf(request, headers, trustedProxies));
}

function addressOf(request: NodeRequest, headers: Headers, trustedProxies: number): string | undefined {
  const forwarded = trustedProxies && headers.get('x-forwarded-for')?.split(',').at(-trustedProxies)?.trim();
  return forwarded || request.socket.remoteAddress;
}

/** Read only when somebody asks for it. */
function bodyOf(request: NodeRequest): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array, unknown> = request[Symbol.asyncIterator]();
  let size = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) return controller.close();
        size += next.value.length;
        if (size > largestBody) throw new Error(`The request is larger than ${largestBody} bytes.`);
        controller.enqueue(new Uint8Array(next.value));
      },
    },
    {highWaterMark: 0},
  );
}
