import {describeError, logLine} from './describe-error.js';
import {callHost, kindOf, type HostCallLimits} from './host-callback.js';
import {
  defaultUpstreamTimeoutMs,
  isObject,
  openaiClientSecrets,
  type SessionSettings,
  type UpstreamOptions,
} from './options.js';
import {TokenHandlerError} from './token-handler-error.js';

/** All that a page needs to open a session. */
export interface MintedToken {
  readonly value: string;
  /** Seconds since 1970, where the upstream says so. */
  readonly expires_at?: number;
}

interface MintRequest {
  readonly apiKey: string;
  readonly session: SessionSettings;
  readonly expiresAfter: number;
  /** How long `upstream.headers` may take, and the signal of the client. */
  readonly limits: HostCallLimits;
}

/**
 * Asks the upstream for a token.
 * @throws {TokenHandlerError} one of the `upstream-…` codes, `internal` for what the host gave, or `client-gone`
 */
export async function mintToken(upstream: UpstreamOptions, request: MintRequest): Promise<MintedToken> {
  const {apiKey, limits} = request;
  const {url = openaiClientSecrets, timeoutMs = defaultUpstreamTimeoutMs} = upstream;
  const body = bodyOf(request);
  const headers = await headersOf(upstream, apiKey, limits);
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([timeout, limits.clientSignal]);
  let answer: {response: Response; text: string};
  try {
    const redirect = 'manual'; // The key goes nowhere else.
    const response = await fetch(url, {method: 'POST', headers, body, redirect, signal});
    answer = {response, text: await response.text()};
  } catch (error) {
    const timedOut = signal.aborted && signal.reason === timeout.reason;
    // A visitor who closes the tab is no failure of the upstream.
    if (signal.aborted && !timedOut) throw new TokenHandlerError('client-gone');
    throw new TokenHandlerError(timedOut ? 'upstream-timeout' : 'upstream-unreachable', {
      detail: timedOut ? `The upstream did not answer within ${timeoutMs} ms.` : describeError(error, apiKey),
    });
  }
  const {response, text} = answer;
  if (!response.ok) throw refusal(response, text, apiKey);
  return tokenIn(text, apiKey);
}

function bodyOf({session, expiresAfter}: MintRequest): string {
  try {
    return JSON.stringify({
      session: {type: 'realtime', ...session},
      expires_after: {anchor: 'created_at', seconds: expiresAfter},
    });
  } catch (error) {
    const detail = `The session cannot be written as JSON. ${describeError(error)}`;
    throw new TokenHandlerError('internal', {detail, cause: error});
  }
}

async function headersOf(
  {headers: own = bearer}: UpstreamOptions,
  apiKey: string,
  limits: HostCallLimits,
): Promise<Headers> {
  return callHost({...limits, name: 'upstream.headers', secret: apiKey}, async () => {
    const given: unknown = await own(apiKey);
    if (!isObject(given)) throw new TypeError(`It returned ${kindOf(given)}, not an object.`);
    const headers = new Headers({Accept: 'application/json', 'Content-Type': 'application/json'});
    new Headers(given as Record<string, string>).forEach((value, name) => headers.set(name, value));
    return headers;
  });
}

function bearer(apiKey: string): Record<string, string> {
  return {Authorization: `Bearer ${apiKey}`};
}

function refusal(response: Response, text: string, apiKey: string): TokenHandlerError {
  const {status} = response;
  const busy = status === 429 || status >= 500;
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return new TokenHandlerError(busy ? 'upstream-busy' : 'upstream-refused', {
    detail: logLine(`The upstream answered ${status}: ${text}`, apiKey),
    upstreamStatus: status,
    retryAfterSeconds: busy && seconds >= 0 ? Math.min(Math.ceil(seconds), 3_600) : undefined,
  });
}

/** The token in the upstream's answer, of today's shape or the older one. Nothing else of the answer is passed on. */
function tokenIn(text: string, apiKey: string): MintedToken {
  const answer = parsed(text);
  const secret = isObject(answer) && isObject(answer.client_secret) ? answer.client_secret : answer;
  const {value, expires_at} = isObject(secret) ? secret : {};
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    throw new TokenHandlerError('upstream-answer', {detail: 'The upstream answered without a token.'});
  }
  if (value === apiKey || value.startsWith('sk-')) {
    throw new TokenHandlerError('upstream-answer', {detail: 'The upstream answered with a long-lived key.'});
  }
  return typeof expires_at === 'number' ? {value, expires_at} : {value};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
