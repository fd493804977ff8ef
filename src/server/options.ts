import type {RateLimitStore} from './rate-limit-store.js';
import type {ErrorListener, SuccessListener, TokenReport} from './report.js';
import type {TokenHandlerError} from './token-handler-error.js';

/** The session as the API takes it. For a token, `type` is `realtime` when it is left out. */
export type SessionSettings = Readonly<Record<string, unknown>>;

/**
 * What `authorize` says of a person: no (`false`, answered with 401), yes (`true`), yes with a name that the rate limit
 * counts by, or an answer of the site in place of a token or session. Everything else is a mistake: nothing is made (500).
 */
export type Authorization = boolean | {readonly user: string} | Response;

/** How often one client may start a call. */
export interface RateLimitOptions {
  /** Tokens or sessions in one window. Default 10. */
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

/** The service that makes tokens or sessions. */
export interface UpstreamOptions {
  /**
   * Its address. Default: OpenAI's `/v1/realtime/client_secrets` for tokens, `/v1/live/sessions` for sessions, and ElevenLabs'
   * `/v1/convai/conversation/get-signed-url`.
   */
  readonly url?: string;
  /** The headers that carry the key. Default: `Authorization: Bearer …`, for ElevenLabs `xi-api-key`; Azure wants `api-key`. */
  readonly headers?: (apiKey: string) => HeaderValues | Promise<HeaderValues>;
  /** How long it may take, in milliseconds, up to 60,000. Default 8,000: the widget waits for 10,000. */
  readonly timeoutMs?: number;
}

/** Names and values of headers. */
export type HeaderValues = Readonly<Record<string, string>> | Headers;

/** What every handler takes. */
export interface HostHandlerOptions<Settings extends object, Failure, Report> {
  /** The long-lived key of the service. It never leaves the server. A function is called for each request. */
  readonly apiKey: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /**
   * What the session is: model, voice, instructions, tools. Nothing that a page sends changes it.
   * A function may make it up for the person who asks.
   */
  readonly session: Settings | ((request: Request, user?: string) => Settings | Promise<Settings>);
  /**
   * Origins whose pages may ask, besides the endpoint's own: `https://shop.example`, `https://*.shop.example`,
   * or `*` for any. Default: none.
   */
  readonly allowedOrigins?: readonly string[];
  /** Whether this person may talk, by cookie, header or body. Default: every visitor may. */
  readonly authorize?: (request: Request) => Authorization | Promise<Authorization>;
  /** How often one client may start; `false` for no limit. Default: 10 times in a minute. */
  readonly rateLimit?: RateLimitOptions | false;
  /** The service that is asked, or its address. Default: OpenAI. */
  readonly upstream?: string | UpstreamOptions;
  /**
   * How long each function given here may take, in milliseconds, up to 60,000. Default 5,000. Then nothing is made:
   * 503 for `rateLimit.store`, 500 for the others. `onError` is not waited for.
   */
  readonly callbackTimeoutMs?: number;
  /**
   * Told of every failure, for the log. Default: failures of status 500 and above go to `console.error`, and so does
   * each refused origin, once. What it throws goes there too, and the page gets its answer.
   */
  readonly onError?: ErrorListener<Failure>;
  /**
   * Told of everything that was handed out, for an audit or a metric; never a token or a key. It is not waited for, and
   * what it throws goes to `console.error`. Default: nothing is told.
   */
  readonly onSuccess?: SuccessListener<Report>;
}

/** What `createTokenHandler` takes. */
export interface TokenHandlerOptions extends HostHandlerOptions<
  SessionSettings,
  TokenHandlerError,
  TokenReport
> {
  /** How long a token opens sessions, in seconds from 10 to 7,200. Default 60. */
  readonly expiresAfter?: number;
}

export const defaultExpiresAfter = 60;
export const defaultCallbackTimeoutMs = 5_000;
export const defaultUpstreamTimeoutMs = 8_000;
export const defaultMaxStarts = 10;
export const defaultWindowSeconds = 60;

/** The service, also where only its address was given. */
export function upstreamOf({upstream = {}}: {upstream?: string | UpstreamOptions}): UpstreamOptions {
  return typeof upstream === 'string' ? {url: upstream} : upstream;
}

/** Whether it is an object with names, not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
