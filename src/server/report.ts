import {describeError} from './describe-error.js';
import type {HostError} from './host-error.js';

/** Told of a failure. What it returns is not used; a promise of its may reject. */
export type ErrorListener<Failure> = (error: Failure) => unknown;

/** Who was served, and how long it took. */
export interface HostReport {
  /**
   * Whom the rate limit counted: `address:` with an IPv4 address or an IPv6 network, `user:` with the name that
   * `authorize` gave, `a key of rateLimit.key`, which may be a secret, or `unknown`.
   */
  readonly client: string;
  /** The name that `authorize` gave. */
  readonly user?: string;
  /** The origin of the page; null where the browser did not say it. */
  readonly origin: string | null;
  /** How long the upstream took, in milliseconds. */
  readonly upstreamMs: number;
}

/** Who was given a token, and when it ends. The token is not in it. */
export interface TokenReport extends HostReport {
  /** When the token can open no more sessions, in seconds since 1970, where the upstream says so. */
  readonly expiresAt?: number;
}

/** Told of what was handed out. What it returns is not used; a promise of its may reject. */
export type SuccessListener<Report> = (report: Report) => unknown;

/** How many refused origins a log is told. A visitor can make up any number. */
const maxToldOrigins = 100;

/**
 * Makes the function that tells the host of failures. A log that is broken must not cost the page its answer, so what
 * `onError` throws, or rejects with later, goes to the console instead.
 * @param title the endpoint, as a line of the log begins
 */
export function reporter<Failure extends HostError>(
  title: string,
  onError: ErrorListener<Failure> = failureLog(title),
): (error: Failure) => void {
  return error => tell(title, 'onError', () => onError(error));
}

/** Calls a listener of the host, of which nothing depends. */
export function tell(title: string, name: string, call: () => unknown): void {
  attempt(call, failure => console.error(`${title}: ${name} failed. ${describeError(failure)}`));
}

/** Calls a function of which nothing depends. Nothing that it throws gets out, and nothing waits for it. */
export function attempt(call: () => unknown, onFailure: (failure: unknown) => void = () => {}): void {
  void (async () => {
    try {
      await call();
    } catch (failure) {
      try {
        onFailure(failure);
      } catch {
        // The console is broken too: nothing can be logged.
      }
    }
  })();
}

/**
 * What the site must repair. What visitors did is not worth a line, but for a refused origin: behind a proxy that changes
 * `Host` it is the site's own.
 */
function failureLog(title: string): ErrorListener<HostError> {
  const told = new Set<string>();
  return ({status, code, detail}) => {
    if (code === 'origin-refused' && !told.has(detail) && told.size < maxToldOrigins) told.add(detail);
    else if (status < 500) return;
    console.error(`${title}: ${code}. ${detail}`);
  };
}
