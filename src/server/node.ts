import {checkRange} from './check-options.js';
import {describeError} from './describe-error.js';
import type {HostHandler} from './host-handler.js';
import {connectionHeaders} from './host-response.js';
import {toRequest, type NodeRequest} from './node-request.js';
import {attempt} from './report.js';

/** What is used of Node's `ServerResponse`, of HTTP/1 and HTTP/2. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  readonly writableEnded: boolean;
  readonly writableFinished: boolean;
  /** HTTP/2 has none. */
  readonly destroyed?: boolean;
  setHeader(name: string, value: string | string[]): unknown;
  on(event: 'error', listener: () => void): unknown;
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

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array | string;
}

/**
 * Makes a handler of this package a listener for `node:http`, `node:http2`, Express and whatever takes `(request, response)`.
 * Nothing gets out of it, whatever becomes of the response meanwhile.
 * @throws {TypeError} when `trustedProxies` is no whole number from 0 to 32
 */
export function toNodeListener(
  handler: HostHandler,
  {trustedProxies = 0}: NodeListenerOptions = {},
): (request: NodeRequest, response: NodeResponse) => void {
  checkRange('toNodeListener', 'trustedProxies', trustedProxies, 0, 32);
  return (request, response) => {
    if (isOver(response)) return; // A destroyed response has no `close` to wait for.
    const gone = new AbortController();
    response.once('close', () => response.writableFinished || gone.abort());
    // Without a listener a connection that breaks while it is written to would end the process.
    response.on('error', () => gone.abort());
    attempt(async () => {
      const answer = await answerTo(handler, () => toRequest(request, gone.signal, trustedProxies));
      if (!gone.signal.aborted) send(response, answer);
    }, logFailure);
  };
}

async function answerTo(handler: HostHandler, makeRequest: () => Request): Promise<Answer> {
  let request: Request;
  try {
    request = makeRequest();
  } catch {
    return plain(400, 'Bad request'); // A host, a method or a header that no browser sends.
  }
  try {
    const answer = await handler(request);
    // Read before anything is written: a body that breaks off can still become a 500.
    const body = new Uint8Array(await answer.arrayBuffer());
    return {status: answer.status, headers: answer.headers, body};
  } catch (error) {
    attempt(() => logFailure(error));
    return plain(500, 'Internal error');
  }
}

function send(response: NodeResponse, answer: Answer): void {
  if (isOver(response)) return;
  try {
    write(response, answer);
  } catch (error) {
    attempt(() => logFailure(error)); // A header or status that Node does not write.
    if (!isOver(response)) write(response, plain(500, 'Internal error'));
  }
}

function write(response: NodeResponse, {status, headers, body}: Answer): void {
  response.statusCode = status;
  for (const [name, value] of headers) {
    if (name !== 'set-cookie' && !connectionHeaders.includes(name)) response.setHeader(name, value);
  }
  const cookies = headers.getSetCookie();
  if (cookies.length) response.setHeader('set-cookie', cookies);
  response.end(body);
}

/** Whether another part of the server has answered already (a time-out, say), or the client is gone. */
function isOver({headersSent, writableEnded, destroyed}: NodeResponse): boolean {
  return headersSent || writableEnded || destroyed === true;
}

function plain(status: number, body: string): Answer {
  return {status, headers: new Headers(), body};
}

function logFailure(error: unknown): void {
  console.error(`Token endpoint: the answer could not be sent. ${describeError(error)}`);
}
