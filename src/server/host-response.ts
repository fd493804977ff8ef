import {readAll} from './read-body.js';

/* A `Response` of the host site: it may be a constant, come from elsewhere, or break while it is read. */

/** How much of a `Response` of `authorize` is sent on, in bytes. */
const maxBytes = 1_048_576;

/** Names of headers about one connection. What writes the copy to a connection sets its own. */
export const connectionHeaders: readonly string[] = [
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
];

/** Whether it is a `Response`, also one of another implementation of `fetch`, which is no `instanceof` this one. */
export function isResponse(value: unknown): value is Response {
  return value instanceof Response || Object.prototype.toString.call(value) === '[object Response]';
}

/**
 * Copies a `Response`, read to its end, so that the same one can be given for every request and a body that breaks is
 * noticed while another answer is still possible.
 * @param headers set on the copy
 * @param signal stops the reading
 */
export async function copyResponse(
  response: Response,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  const body = response.clone().body;
  const copy = new Response(body && (await readAll(body, maxBytes, signal)), {
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
  });
  for (const name of connectionHeaders) copy.headers.delete(name);
  if (response.url) copy.headers.delete('content-encoding'); // `fetch` has decoded what it fetched.
  for (const [name, value] of Object.entries(headers)) copy.headers.set(name, value);
  return copy;
}
