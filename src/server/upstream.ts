import {isObject, openaiClientSecrets, type SessionSettings, type UpstreamOptions} from './options.js';
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
  /** The page's patience. */
  readonly signal: AbortSignal;
}

/** What may stand in a log of what the upstream said. */
const longestDetail = 500;

/**
 * Asks the upstream for a token.
 * @throws {TokenHandlerError} one of the `upstream-…` codes
 */
export async function mintToken(upstream: UpstreamOptions, request: MintRequest): Promise<MintedToken> {
  const {url = openaiClientSecrets, headers = bearer, timeoutMs = 8_000} = upstream;
  const timeout = AbortSignal.timeout(timeoutMs);
  let answer: {response: Response; text: string};
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {Accept: 'application/json', 'Content-Type': 'application/json', ...headers(request.apiKey)},
      body: JSON.stringify({
        session: {type: 'realtime', ...request.session},
        expires_after: {anchor: 'created_at', seconds: request.expiresAfter},
      }),
      redirect: 'manual', // The key goes nowhere else.
      signal: AbortSignal.any([timeout, request.signal]),
    });
    answer = {response, text: await response.text()};
  } catch (cause) {
    throw new TokenHandlerError(timeout.aborted ? 'upstream-timeout' : 'upstream-unreachable', {
      detail: withoutKey(String(cause), request.apiKey),
    });
  }
  const {response, text} = answer;
  if (!response.ok) throw refusal(response, withoutKey(text, request.apiKey));
  return tokenIn(text, request.apiKey);
}

function bearer(apiKey: string): Record<string, string> {
  return {Authorization: `Bearer ${apiKey}`};
}

function refusal(response: Response, text: string): TokenHandlerError {
  const {status} = response;
  const busy = status === 429 || status >= 500;
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return new TokenHandlerError(busy ? 'upstream-busy' : 'upstream-refused', {
    detail: `The upstream answered ${status}: ${text.slice(0, longestDetail)}`,
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

/** An upstream may repeat the key, or most of it, in what it says about it. */
function withoutKey(text: string, apiKey: string): string {
  return text.replaceAll(apiKey, '…').replace(/\bsk-[\w*.-]+/g, 'sk-…');
}
