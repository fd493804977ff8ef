/** Why no token was handed out. */
export type TokenHandlerErrorCode =
  | 'method-not-allowed'
  | 'client-gone'
  | 'body-too-large'
  | 'origin-refused'
  | 'unauthorized'
  | 'rate-limited'
  | 'rate-limit-unavailable'
  | 'upstream-refused'
  | 'upstream-busy'
  | 'upstream-unreachable'
  | 'upstream-timeout'
  | 'upstream-answer'
  | 'internal';

interface Meaning {
  readonly status: number;
  /** All that the page is told. */
  readonly message: string;
}

const meanings: Readonly<Record<TokenHandlerErrorCode, Meaning>> = {
  'method-not-allowed': {status: 405, message: 'Ask for a token with POST or GET.'},
  'client-gone': {status: 499, message: 'The request was given up.'},
  'body-too-large': {status: 413, message: 'The body of the request is too large.'},
  'origin-refused': {status: 403, message: 'Pages of this origin get no token here.'},
  unauthorized: {status: 401, message: 'Sign in first.'},
  'rate-limited': {status: 429, message: 'Too many conversations were started. Try again later.'},
  'rate-limit-unavailable': {status: 503, message: 'No token can be made now. Try again later.'},
  'upstream-refused': {status: 502, message: 'The voice service did not accept the request of this site.'},
  'upstream-busy': {status: 503, message: 'The voice service is busy. Try again later.'},
  'upstream-unreachable': {status: 502, message: 'The voice service could not be reached.'},
  'upstream-timeout': {status: 504, message: 'The voice service did not answer in time.'},
  'upstream-answer': {status: 502, message: 'The voice service gave an answer without a token.'},
  internal: {status: 500, message: 'The token endpoint failed.'},
};

interface Details {
  /** For the site's own log; never sent to the page. */
  readonly detail?: string;
  readonly retryAfterSeconds?: number;
  /** The status that the upstream answered with. */
  readonly upstreamStatus?: number;
  readonly cause?: unknown;
}

/** Why no token was handed out. `message` may be shown to every visitor; `detail` is for the site's log. */
export class TokenHandlerError extends Error {
  override readonly name = 'TokenHandlerError';
  /** What went wrong. */
  readonly code: TokenHandlerErrorCode;
  /** The HTTP status that the page gets. 499, which only logs see, when the client left before its answer. */
  readonly status: number;
  /** More, as one line for the log of the site. It holds no key. */
  readonly detail: string;
  /** When asking again makes sense, in seconds. */
  readonly retryAfterSeconds?: number;
  /** The status that the upstream answered with, where it answered. */
  readonly upstreamStatus?: number;

  constructor(code: TokenHandlerErrorCode, details: Details = {}) {
    const {status, message} = meanings[code];
    super(message, {cause: details.cause});
    this.code = code;
    this.status = status;
    this.detail = details.detail ?? '';
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.upstreamStatus = details.upstreamStatus;
  }
}
