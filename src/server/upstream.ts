import {describeError, logLine} from './describe-error.js';
import {callHost, kindOf, type HostCallLimits} from './host-callback.js';
import {HostError} from './host-error.js';
import {defaultUpstreamTimeoutMs, isObject, type UpstreamOptions} from './options.js';

/** What the upstream is asked. */
export interface UpstreamRequest {
  readonly url: string;
  readonly apiKey: string;
  /** Posted; without it the upstream is asked with GET. */
  readonly body?: object;
  /** Whether the body holds what a person said: then what the upstream says of it, which may repeat it, is not logged. */
  readonly isPrivate?: boolean;
  /** How long `upstream.headers` may take, and the signal of the client. */
  readonly limits: HostCallLimits;
}

/**
 * Asks the upstream once. What it makes is paid for, so nothing is asked again.
 * @returns the text of its answer
 * @throws {HostError} one of the `upstream-…` codes, `internal` for what the host gave, or `client-gone`
 */
export async function askUpstream(upstream: UpstreamOptions, request: UpstreamRequest): Promise<string> {
  const {url, apiKey, limits} = request;
  const {timeoutMs = defaultUpstreamTimeoutMs} = upstream;
  const body = request.body && textOf(request.body);
  const headers = await headersOf(upstream, apiKey, limits);
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([timeout, limits.clientSignal]);
  let answer: {response: Response; text: string};
  try {
    const redirect = 'manual'; // The key goes nowhere else.
    const method = body === undefined ? 'GET' : 'POST';
    const response = await fetch(url, {method, headers, body, redirect, signal});
    answer = {response, text: await response.text()};
  } catch (error) {
    const timedOut = signal.aborted && signal.reason === timeout.reason;
    // A visitor who closes the tab is no failure of the upstream.
    if (signal.aborted && !timedOut) throw new HostError('client-gone');
    throw new HostError(timedOut ? 'upstream-timeout' : 'upstream-unreachable', {
      detail: timedOut ? `The upstream did not answer within ${timeoutMs} ms.` : describeError(error, apiKey),
    });
  }
  const {response, text} = answer;
  if (!response.ok) throw refusal(response, request.isPrivate ? codesIn(text) : text, apiKey);
  return text;
}

/** What a text says as JSON; null where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function textOf(body: object): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    const detail = `The session cannot be written as JSON. ${describeError(error)}`;
    throw new HostError('internal', {detail, cause: error});
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

/** The words for programs in a refusal, without its sentence for people. */
function codesIn(text: string): string {
  const answer = parsed(text);
  const {type, code, param} = isObject(answer) && isObject(answer.error) ? answer.error : {};
  const codes = [type, code, param].filter(
    word => typeof word === 'string' && /^[\w.[\]-]{1,80}$/.test(word),
  );
  return `${codes.join(', ')} (its sentence may repeat the history, and is left out)`;
}

function refusal(response: Response, text: string, apiKey: string): HostError {
  const {status} = response;
  const busy = status === 429 || status >= 500;
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return new HostError(busy ? 'upstream-busy' : 'upstream-refused', {
    detail: logLine(`The upstream answered ${status}: ${text}`, apiKey),
    upstreamStatus: status,
    retryAfterSeconds: busy && seconds >= 0 ? Math.min(Math.ceil(seconds), 3_600) : undefined,
  });
}
