import {withClientAddress} from './client-address.js';
import {HostError} from './host-error.js';
import {networkOf} from './ip-address.js';
import {maxBodyBytes} from './read-body.js';

/** What is used of Node's `IncomingMessage`, and of Express's request. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string;
  readonly url?: string;
  /** Express: the path before a router took its part away. */
  readonly originalUrl?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket?: {readonly remoteAddress?: string} | null;
}

/** Stands for the host that a client of HTTP/1.0 does not name. It is reserved: no page can come from there. */
const noHost = 'host.invalid';

/**
 * @param trustedProxies how many entries of `X-Forwarded-For`, from the right, are the host's own
 * @throws {TypeError} when no browser sends such a request: a host, a method or a header that is none
 */
export function toRequest(request: NodeRequest, signal: AbortSignal, trustedProxies: number): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith(':')) continue; // HTTP/2 keeps the request line here.
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const authority = request.headers[':authority'];
  if (typeof authority === 'string') headers.set('host', authority); // The `Host` of HTTP/2.
  const {method = 'GET'} = request;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const init: RequestInit & {duplex?: 'half'} = {
    method,
    headers,
    signal,
    ...(hasBody && {body: bodyOf(request), duplex: 'half'}),
  };
  const url = urlOf(headers.get('host'), request.originalUrl ?? request.url ?? '/');
  return withClientAddress(new Request(url, init), addressOf(request, headers, trustedProxies));
}

/** The address that was asked for. Its host is that of the header: what stands in the request line is only a path. */
function urlOf(host: string | null, target: string): string {
  if (host !== null && !/^[^\s/?#@\\]+$/.test(host)) throw new TypeError('This is no host.');
  // Put together, not resolved: resolved, `//evil.example/` would be another host.
  const base = `http://${host ?? noHost}`;
  if (target.startsWith('/')) return base + target;
  const absolute = URL.canParse(target) ? new URL(target) : null; // `POST http://shop.example/token HTTP/1.1`
  return `${base}${absolute?.pathname.startsWith('/') ? absolute.pathname + absolute.search : '/'}`;
}

/** A proxy that notes what is no address leaves its own: the client may have made it up, and must not get a key by it. */
function addressOf(request: NodeRequest, headers: Headers, trustedProxies: number): string | undefined {
  const entries = trustedProxies ? (headers.get('x-forwarded-for')?.split(',') ?? []) : [];
  const forwarded = entries.at(-trustedProxies)?.trim() ?? '';
  return networkOf(forwarded) ? forwarded : request.socket?.remoteAddress;
}

/** Read only when a handler or `authorize` asks for it. */
function bodyOf(request: NodeRequest): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array, unknown> = request[Symbol.asyncIterator]();
  let size = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) return controller.close();
        size += next.value.length;
        if (size > maxBodyBytes) {
          const detail = `The body is larger than ${maxBodyBytes} bytes.`;
          throw new HostError('body-too-large', {detail});
        }
        controller.enqueue(new Uint8Array(next.value));
      },
    },
    {highWaterMark: 0},
  );
}
