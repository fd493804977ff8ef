import {describeError} from './describe-error.js';
import {HostError} from './host-error.js';

/** What holds for every call into the host site that one request makes. */
export interface HostCallLimits {
  /** How long it may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Aborted when the client is gone: then there is nothing to wait for. */
  readonly clientSignal: AbortSignal;
}

/** How a function of the host site is called. */
export interface HostCall extends HostCallLimits {
  /** The option it was given as, for the log. */
  readonly name: string;
  /** The key, where the function was given it: what it fails with may repeat it. */
  readonly secret?: string;
}

/**
 * Calls a function of the host site, which may throw, reject, or never answer.
 * @param call gets a signal that is aborted as soon as its answer is no longer wanted
 * @throws {HostError} `internal` when it failed or took too long, `client-gone` when the client left first
 */
export async function callHost<Result>(
  {name, timeoutMs, clientSignal, secret}: HostCall,
  call: (signal: AbortSignal) => Result,
): Promise<Awaited<Result>> {
  if (clientSignal.aborted) throw new HostError('client-gone');
  const unwanted = new AbortController();
  let stopWaiting = () => {};
  const interrupted = new Promise<never>((_resolve, reject) => {
    const tooLate = () =>
      reject(new HostError('internal', {detail: `${name} did not answer within ${timeoutMs} ms.`}));
    const clientGone = () => reject(new HostError('client-gone'));
    const timer = setTimeout(tooLate, timeoutMs);
    clientSignal.addEventListener('abort', clientGone, {once: true});
    stopWaiting = () => {
      clearTimeout(timer);
      clientSignal.removeEventListener('abort', clientGone);
      unwanted.abort();
    };
  });
  try {
    const answered = new Promise<Awaited<Result>>(resolve =>
      resolve(call(unwanted.signal) as Awaited<Result>),
    );
    return await Promise.race([answered, interrupted]);
  } catch (error) {
    if (error instanceof HostError) throw error;
    if (clientSignal.aborted) throw new HostError('client-gone'); // A body that broke off, for instance.
    throw new HostError('internal', {
      detail: `${name} failed. ${describeError(error, secret)}`,
      cause: secret === undefined ? error : undefined,
    });
  } finally {
    stopWaiting();
  }
}

/** What a value is, for a sentence that says what was expected instead. Its contents are not told. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return value === undefined ? 'nothing' : `a value of type ${typeof value}`;
}
