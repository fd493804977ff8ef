/**
 * Does something that must not take longer than `ms`, and rejects when `signal` aborts or the time is up
 * (`TimeoutError`), even if what is done takes no notice. Unlike with `AbortSignal.timeout`, no timer is left.
 */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal,
  act: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const limit = new AbortController();
  const ended = new Promise<never>((_, reject) =>
    limit.signal.addEventListener('abort', () => reject(limit.signal.reason as Error)),
  );
  const abort = () => limit.abort(signal.reason);
  const timer = setTimeout(() => limit.abort(new DOMException('Time is up', 'TimeoutError')), ms);
  signal.addEventListener('abort', abort, {once: true});
  try {
    return await Promise.race([act(limit.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** Whether something failed because its time was up. */
export function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
