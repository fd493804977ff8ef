/**
 * Keeps the screen on until the signal aborts. The browser lets go of it whenever the page is hidden, so it is
 * taken again when the page comes back.
 * @see https://www.w3.org/TR/screen-wake-lock/
 */
export function keepScreenOn(signal: AbortSignal): void {
  if (signal.aborted || !('wakeLock' in navigator)) return;
  const take = async () => {
    if (document.hidden) return;
    // Refused in power saving, and where a policy forbids it: then the screen does as it likes.
    const lock = await navigator.wakeLock.request('screen').catch(() => null);
    if (signal.aborted) void lock?.release();
    else signal.addEventListener('abort', () => void lock?.release(), {once: true});
  };
  document.addEventListener('visibilitychange', () => void take(), {signal});
  void take();
}
