import {
  defaultCallbackTimeoutMs,
  defaultExpiresAfter,
  defaultMaxTokens,
  defaultUpstreamTimeoutMs,
  defaultWindowSeconds,
  isObject,
  openaiClientSecrets,
  upstreamOf,
  type RateLimitOptions,
  type TokenHandlerOptions,
  type UpstreamOptions,
} from './options.js';

/* Mistakes in options are told when the server starts, not when the first visitor comes. */

/** @throws {TypeError} with one sentence that says what to change */
export function checkOptions(options: TokenHandlerOptions): void {
  const {apiKey, session, expiresAfter = defaultExpiresAfter, rateLimit = {}} = options;
  if (typeof apiKey !== 'function' && (typeof apiKey !== 'string' || !apiKey.trim())) {
    throw new TypeError('createTokenHandler needs an apiKey: is OPENAI_API_KEY set on this server?');
  }
  if (typeof session !== 'function' && !isObject(session)) {
    throw new TypeError('createTokenHandler needs a session: an object with a model.');
  }
  if (typeof session !== 'function' && !isWritable(session)) {
    throw new TypeError('createTokenHandler: the session cannot be written as JSON.');
  }
  checkRange('expiresAfter', expiresAfter, 10, 7_200);
  checkRange('callbackTimeoutMs', options.callbackTimeoutMs ?? defaultCallbackTimeoutMs, 1, 60_000);
  checkFunction('authorize', options.authorize);
  checkFunction('onError', options.onError);
  checkFunction('onSuccess', options.onSuccess);
  if (rateLimit !== false) checkRateLimit(rateLimit);
  checkUpstream(upstreamOf(options));
}

function checkRateLimit({max, windowSeconds, key, store}: RateLimitOptions): void {
  checkRange('rateLimit.max', max ?? defaultMaxTokens, 1, Number.MAX_SAFE_INTEGER);
  checkRange('rateLimit.windowSeconds', windowSeconds ?? defaultWindowSeconds, 1, 86_400);
  checkFunction('rateLimit.key', key);
  if (store !== undefined && typeof (store as {hit?: unknown} | null)?.hit !== 'function') {
    throw new TypeError('createTokenHandler: rateLimit.store must have a function hit(key, windowSeconds).');
  }
}

function checkUpstream({url = openaiClientSecrets, headers, timeoutMs}: UpstreamOptions): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.username || parsed?.password) {
    // `fetch` refuses it with a message that holds the password. So this one does not show the address.
    throw new TypeError('createTokenHandler: upstream must not hold a user name or password; use headers.');
  }
  if (!/^https?:$/.test(parsed?.protocol ?? '')) {
    throw new TypeError(`createTokenHandler: upstream is no http(s) address: ${url}`);
  }
  checkFunction('upstream.headers', headers);
  checkRange('upstream.timeoutMs', timeoutMs ?? defaultUpstreamTimeoutMs, 1, 60_000);
}

/** @throws {TypeError} when the value is no whole number in the range */
export function checkRange(
  name: string,
  value: number,
  min: number,
  max: number,
  taker = 'createTokenHandler',
): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new TypeError(`${taker}: ${name} must be a whole number from ${min} to ${max}.`);
}

function checkFunction(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'function') return;
  throw new TypeError(`createTokenHandler: ${name} must be a function.`);
}

function isWritable(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}
