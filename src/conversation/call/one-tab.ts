import type {CallServicesContext} from './call-context.js';

/** Two calls that begin within so many milliseconds of each other have begun at once. */
const atOnceMs = 1_000;

/** Between the tabs of one origin; what is sent is a time, and nothing else. */
const channelName = 'voice-assistant-element.call';

/**
 * One call with a microphone at a time on a site: the newest goes on, and the one before ends as `replaced`, in whatever
 * tab it is. Two would hear each other's assistant, and one of them is not looked at.
 */
export function beTheOnlyCall({store}: Pick<CallServicesContext, 'store'>, signal: AbortSignal): void {
  /** When the microphone joined the call; null while it has none. Two at the same time are told apart by chance. */
  let since: number | null = null;
  /** The same by a clock that is never set. */
  let begunAt = 0;
  const channel = openChannel();
  if (!channel) return;
  const tell = () => {
    if (since !== null || store.snapshot.textOnly) return;
    since = Date.now() + Math.random();
    begunAt = performance.now();
    channel.postMessage(since);
  };
  const unsubscribe = store.subscribe(tell);
  channel.onmessage = ({data}: MessageEvent<unknown>) => {
    if (since === null || typeof data !== 'number') return;
    // A call tells of itself as it begins: it is newer than one that goes on, whatever the clocks say.
    if (data > since || performance.now() - begunAt > atOnceMs)
      store.send({type: 'stop', reason: 'replaced', at: Date.now()});
    else channel.postMessage(since); // Of two at once, the other has not heard of this one.
  };
  signal.addEventListener('abort', () => {
    unsubscribe();
    channel.close();
  });
  tell();
}

/** Browsers that keep a site from storing anything may keep it from this, too. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(channelName);
  } catch {
    return null;
  }
}
