import type {RateLimitStore} from './rate-limit-store.js';
import type {ErrorListener, SuccessListener} from './report.js';

/** The session as the realtime API takes it. `type` is `realtime` when it is left out. */
export type SessionSettings = Readonly<Record<string, unknown>>;

/**
 * What `authorize` says of a person: no (`false`, answered with 401), yes (`true`), yes with a name that the rate limit
 * counts by, or an answer of the site instead of a token. Everything else is a mistake: no token is made (500).
 */
export type Authorization = boolean | {readonly user: string} | Response;

/** How often one client may start a call. */
export interface RateLimitOptions {
  /** Tokens in one window. Default 10. */
  readonly max?: number;
  /** Seconds, up to 86,400. Default 60. */
  readonly windowSeconds?: number;
  /**
   * Whose request it is. Default, and where it returns nothing: the `user` that `authorize` named, else the client's
   * address. Read a header here only where your platform sets it itself, over what a client sent (`cf-connecting-ip`
   * on Cloudflare): otherwise each client picks its own key. An IP address counts without its port, IPv6 by /64 network.
   */
  readonly key?: (request: Request) => string | null | undefined | Promise<string | null | undefined>;
  /** Where it is counted. Default: in this process. */
  readonly store?: RateLimitStore;
}

/** The service that makes tokens. */
export interface UpstreamOptions {
  /** Where a token is made. Default: OpenAI's `/v1/realtime/client_secrets`. */
  readonly url?: string;
  /** The headers that carry the key. Default: `Authorization: Bearer …`; Azure wants `api-key`. */
  readonly headers?: (apiKey: string) => HeaderValues | Promise<HeaderValues>;
  /** How long it may take, in milliseconds, up to 60,000. Default 8,000: the widget waits for 10,000. */
  readonly timeoutMs?: number;
}

/** Names and values of headers. */
export type HeaderValues = Readonly<Record<string, string>> | Headers;

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
  /** Whether this person may talk, by cookie, header or body. Default: every visitor may. */
  readonly authorize?: (request: Request) => Authorization | Promise<Authorization>;
  /** How often one client may start; `false` for no limit. Default: 10 times in a minute. */
  readonly rateLimit?: RateLimitOptions | false;
  /** How long a token opens sessions, in seconds from 10 to 7,200. Default 60. */
  readonly expiresAfter?: number;
  /** The service that makes tokens, or its address. Default: OpenAI. */
  readonly upstream?: string | UpstreamOptions;
  /**
   * How long each function given here may take, in milliseconds, up to 60,000. Default 5,000. Then no token is made:
   * 503 for `rateLimit.store`, 500 for the others. `onError` is not waited for.
   */
  readonly callbackTimeoutMs?: number;
  /**
   * Told of every failure, for the log. Default: failures of status 500 and above go to `console.error`, and so does
   * each refused origin, once. What it throws goes there too, and the page gets its answer.
   */
  readonly onError?: ErrorListener;
  /**
   * Told of every token that was handed out, for an audit or a metric; never the token. It is not waited for, and what it
   * throws goes to `console.error`. Default: nothing is told.
   */
  readonly onSuccess?: SuccessListener;
}

export const openaiClientSecrets = 'https://api.openai.com/v1/realtime/client_secrets';
export const defaultExpiresAfter = 60;
export const defaultCallbackTimeoutMs = 5_000;
export const defaultUpstreamTimeoutMs = 8_000;
export const defaultMaxTokens = 10;
export const defaultWindowSeconds = 60;

/** The service, also where only its address was given. */
export function upstreamOf({upstream = {}}: TokenHandlerOptions): UpstreamOptions {
  return typeof upstream === 'string' ? {url: upstream} : upstream;
}

/** Whether it is an object with names, not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
