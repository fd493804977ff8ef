import {describeError} from './describe-error.js';
import type {TokenHandlerError} from './token-handler-error.js';

/** Told of a failure. What it returns is not used; a promise of its may reject. */
export type ErrorListener = (error: TokenHandlerError) => unknown;

/**
 * Makes the function that tells the host of failures. A log that is broken must not cost the page its answer, so what
 * `onError` throws, or rejects with later, goes to the console instead.
 */
export function reporter(onError: ErrorListener = logFailure): (error: TokenHandlerError) => void {
  return error =>
    attempt(
      () => onError(error),
      failure => console.error(`Token endpoint: onError failed. ${describeError(failure)}`),
    );
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

/** What the site must repair. What visitors did is not worth a line. */
function logFailure(error: TokenHandlerError): void {
  if (error.status >= 500) console.error(`Token endpoint: ${error.code}. ${error.detail}`);
}
