/**
 * Keeps the screen on until the signal aborts. The browser lets go of it whenever the page is hidden, so it is
 * taken again when the page comes back.
 * @see https://www.w3.org/TR/screen-wake-lock/
 */
export function keepScreenOn(signal: AbortSignal): void {
  if (signal.aborted || !('wakeLock' in navigator)) return;
  let lock: Promise<WakeLockSentinel | null> = Promise.resolve(null);
  const take = () => {
    lock = lock.then(held => {
      if (document.hidden || held?.released === false) return held;
      // Refused in power saving, and where a policy forbids it: then the screen does as it likes.
      return navigator.wakeLock.request('screen').catch(() => null);
    });
  };
  document.addEventListener('visibilitychange', take, {signal});
  signal.addEventListener('abort', () => void lock.then(held => held?.release()), {once: true});
  take();
}
