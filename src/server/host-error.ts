/** Why an endpoint did not give what it was asked for. */
export type HostErrorCode =
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

/** What is wrong with an offer. */
export type OfferErrorCode = 'bad-request' | 'unsupported-media-type';

type Code = HostErrorCode | OfferErrorCode;

interface Meaning {
  readonly status: number;
  /** All that the page is told, where an endpoint has no words of its own. */
  readonly message: string;
}

const meanings: Readonly<Record<Code, Meaning>> = {
  'bad-request': {status: 400, message: 'The request cannot be read.'},
  unauthorized: {status: 401, message: 'Sign in first.'},
  'origin-refused': {status: 403, message: 'Pages of this origin get nothing here.'},
  'method-not-allowed': {status: 405, message: 'Ask in another way.'},
  'body-too-large': {status: 413, message: 'The body of the request is too large.'},
  'unsupported-media-type': {status: 415, message: 'The request is of a type that is not read here.'},
  'rate-limited': {status: 429, message: 'Too many conversations were started. Try again later.'},
  'client-gone': {status: 499, message: 'The request was given up.'},
  internal: {status: 500, message: 'The endpoint failed.'},
  'upstream-refused': {status: 502, message: 'The voice service did not accept the request of this site.'},
  'upstream-unreachable': {status: 502, message: 'The voice service could not be reached.'},
  'upstream-answer': {status: 502, message: 'The voice service gave an answer that cannot be used.'},
  'rate-limit-unavailable': {status: 503, message: 'Nothing can be started now. Try again later.'},
  'upstream-busy': {status: 503, message: 'The voice service is busy. Try again later.'},
  'upstream-timeout': {status: 504, message: 'The voice service did not answer in time.'},
};

/** What an endpoint says in its own words. */
export type Wording<AnyCode extends Code> = Readonly<Partial<Record<AnyCode, string>>>;

export interface HostErrorDetails {
  /** For the site's own log; never sent to the page. */
  readonly detail?: string;
  readonly retryAfterSeconds?: number;
  /** The status that the upstream answered with. */
  readonly upstreamStatus?: number;
  readonly cause?: unknown;
}

/** A failure of any endpoint. Each endpoint makes it one of its own before it leaves. */
export class HostError<AnyCode extends Code = Code> extends Error {
  override readonly name: string = 'HostError';
  /** What went wrong. */
  readonly code: AnyCode;
  /** The HTTP status that the page gets. 499, which only logs see, when the client left before its answer. */
  readonly status: number;
  /** More, as one line for the log of the site. It holds no key. */
  readonly detail: string;
  /** When asking again makes sense, in seconds. */
  readonly retryAfterSeconds?: number;
  /** The status that the upstream answered with, where it answered. */
  readonly upstreamStatus?: number;

  constructor(code: AnyCode, details: HostErrorDetails = {}, wording?: Wording<AnyCode>) {
    const {status, message} = meanings[code];
    super(wording?.[code] ?? message, {cause: details.cause});
    this.code = code;
    this.status = status;
    this.detail = details.detail ?? '';
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.upstreamStatus = details.upstreamStatus;
  }
}

export function isHostError(error: unknown): error is HostError {
  return error instanceof HostError;
}
