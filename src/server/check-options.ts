import {
  defaultCallbackTimeoutMs,
  defaultMaxStarts,
  defaultUpstreamTimeoutMs,
  defaultWindowSeconds,
  isObject,
  upstreamOf,
  type HostHandlerOptions,
  type RateLimitOptions,
  type UpstreamOptions,
} from './options.js';

/* Mistakes in options are told when the server starts, not when the first visitor comes. */

/** Where hosts keep a key of OpenAI's. */
export const openaiKeyName = 'OPENAI_API_KEY';

/**
 * Checks what all handlers take.
 * @param maker the function that was given the options
 * @param keyName where hosts keep the key
 * @throws {TypeError} with one sentence that says what to change
 */
export function checkHostOptions(
  maker: string,
  options: HostHandlerOptions<object, never, never>,
  keyName = openaiKeyName,
): void {
  const {apiKey, session, rateLimit = {}} = options;
  if (typeof apiKey !== 'function' && (typeof apiKey !== 'string' || !apiKey.trim())) {
    throw new TypeError(`${maker} needs an apiKey: is ${keyName} set on this server?`);
  }
  if (typeof session !== 'function' && !isObject(session)) {
    throw new TypeError(`${maker} needs a session: an object with a model.`);
  }
  if (typeof session !== 'function' && !isWritable(session)) {
    throw new TypeError(`${maker}: the session cannot be written as JSON.`);
  }
  checkRange(maker, 'callbackTimeoutMs', options.callbackTimeoutMs ?? defaultCallbackTimeoutMs, 1, 60_000);
  checkFunction(maker, 'authorize', options.authorize);
  checkFunction(maker, 'onError', options.onError);
  checkFunction(maker, 'onSuccess', options.onSuccess);
  if (rateLimit !== false) checkRateLimit(maker, rateLimit);
  checkUpstream(maker, upstreamOf(options));
}

function checkRateLimit(maker: string, {max, windowSeconds, key, store}: RateLimitOptions): void {
  checkRange(maker, 'rateLimit.max', max ?? defaultMaxStarts, 1, Number.MAX_SAFE_INTEGER);
  checkRange(maker, 'rateLimit.windowSeconds', windowSeconds ?? defaultWindowSeconds, 1, 86_400);
  checkFunction(maker, 'rateLimit.key', key);
  if (store !== undefined && typeof (store as {hit?: unknown} | null)?.hit !== 'function') {
    throw new TypeError(`${maker}: rateLimit.store must have a function hit(key, windowSeconds).`);
  }
}

function checkUpstream(maker: string, {url, headers, timeoutMs}: UpstreamOptions): void {
  if (url !== undefined) checkAddress(maker, url);
  checkFunction(maker, 'upstream.headers', headers);
  checkRange(maker, 'upstream.timeoutMs', timeoutMs ?? defaultUpstreamTimeoutMs, 1, 60_000);
}

function checkAddress(maker: string, url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.username || parsed?.password) {
    // `fetch` refuses it with a message that holds the password. So this one does not show the address.
    throw new TypeError(`${maker}: upstream must not hold a user name or password; use headers.`);
  }
  if (!/^https?:$/.test(parsed?.protocol ?? '')) {
    throw new TypeError(`${maker}: upstream is no http(s) address: ${url}`);
  }
}

/** @throws {TypeError} when the value is no whole number in the range */
export function checkRange(maker: string, name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new TypeError(`${maker}: ${name} must be a whole number from ${min} to ${max}.`);
}

/** @throws {TypeError} when there is a value that is no function */
export function checkFunction(maker: string, name: string, value: unknown): void {
  if (value === undefined || typeof value === 'function') return;
  throw new TypeError(`${maker}: ${name} must be a function.`);
}

function isWritable(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}
