import type {RateLimitStore} from './rate-limit-store.js';
import type {TokenHandlerError} from './token-handler-error.js';

/** The session as the realtime API takes it. `type` is `realtime` when it is left out. */
export type SessionSettings = Readonly<Record<string, unknown>>;

/** Who asks: nobody who may (`false`), somebody (`true`), somebody with a name of their own, or an answer instead. */
export type Authorization = boolean | {readonly user: string} | Response;

/** How often one client may start a conversation. */
export interface RateLimitOptions {
  /** Tokens in one window. Default 10. */
  readonly max?: number;
  /** Seconds. Default 60. */
  readonly windowSeconds?: number;
  /**
   * Whose request it is. Default: the `user` that `authorize` named, else the client's address. Behind a proxy that
   * sets a header of its own, read that one, for instance `cf-connecting-ip`.
   */
  readonly key?: (request: Request) => string | null | undefined;
  /** Where it is counted. Default: in this process. */
  readonly store?: RateLimitStore;
}

/** The service that makes tokens. */
export interface UpstreamOptions {
  /** Where a token is made. Default: OpenAI's `/v1/realtime/client_secrets`. */
  readonly url?: string;
  /** The headers that carry the key. Default: `Authorization: Bearer …`; Azure wants `api-key`. */
  readonly headers?: (apiKey: string) => Readonly<Record<string, string>>;
  /** How long it may take, in milliseconds. Default 8,000: the widget waits for 10,000. */
  readonly timeoutMs?: number;
}

/** What `createTokenHandler` takes. */
export interface TokenHandlerOptions {
  /** The long-lived key of the realtime API. It never leaves the server. A function is called for each request. */
  readonly apiKey: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /**
   * The session a token is good for: model, voice, instructions, tools. Nothing that a page sends changes it.
   * A function may make it up for the person who asks.
   */
  readonly session:
    SessionSettings | ((request: Request, user?: string) => SessionSettings | Promise<SessionSettings>);
  /**
   * Origins whose pages may ask, besides the endpoint's own: `https://shop.example`, `https://*.shop.example`,
   * or `*` for any. Default: none.
   */
  readonly allowedOrigins?: readonly string[];
  /** Whether this person may talk, by cookie, header or body. Default: everybody may. */
  readonly authorize?: (request: Request) => Authorization | Promise<Authorization>;
  /** How often one client may start; `false` for no limit. Default: 10 times in a minute. */
  readonly rateLimit?: RateLimitOptions | false;
  /** How long a token opens sessions, in seconds from 10 to 7,200. Default 60. */
  readonly expiresAfter?: number;
  /** The service that makes tokens, or its address. Default: OpenAI. */
  readonly upstream?: string | UpstreamOptions;
  /** Told of every failure, for the log. Default: failures of status 500 and above go to `console.error`. */
  readonly onError?: (error: TokenHandlerError) => void;
}

export const openaiClientSecrets = 'https://api.openai.com/v1/realtime/client_secrets';

/** @throws {TypeError} with one sentence that says what to change */
export function checkOptions(options: TokenHandlerOptions): void {
  const {apiKey, session, expiresAfter = 60, rateLimit = {}} = options;
  if (typeof apiKey !== 'function' && (typeof apiKey !== 'string' || !apiKey.trim())) {
    throw new TypeError('createTokenHandler needs an apiKey: is OPENAI_API_KEY set on this server?');
  }
  if (typeof session !== 'function' && !isObject(session)) {
    throw new TypeError('createTokenHandler needs a session: an object with at least a model.');
  }
  checkRange('expiresAfter', expiresAfter, 10, 7_200);
  if (rateLimit !== false) {
    checkRange('rateLimit.max', rateLimit.max ?? 10, 1, Number.MAX_SAFE_INTEGER);
    checkRange('rateLimit.windowSeconds', rateLimit.windowSeconds ?? 60, 1, 86_400);
  }
  const {url = openaiClientSecrets} = upstreamOf(options);
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new TypeError(`createTokenHandler: upstream is no http(s) address: ${url}`);
  }
}

/** The service, also where only its address was given. */
export function upstreamOf({upstream = {}}: TokenHandlerOptions): UpstreamOptions {
  return typeof upstream === 'string' ? {url: upstream} : upstream;
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new TypeError(`createTokenHandler: ${name} must be a whole number from ${least} to ${most}.`);
}

/** Whether it is an object with names, not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
