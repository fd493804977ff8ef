import type {CallServicesContext} from './call-context.js';

/** Between the tabs of one origin; what is sent is a time, and nothing else. */
const channelName = 'voice-assistant-element.call';

/**
 * One call with a microphone at a time on a site: the newest goes on, and the one before ends as `replaced`, in whatever
 * tab it is. Two would hear each other's assistant, and one of them is not looked at.
 */
export function beTheOnlyCall({store}: Pick<CallServicesContext, 'store'>, signal: AbortSignal): void {
  if (!('BroadcastChannel' in globalThis)) return;
  /** When the microphone joined the call; null while it has none. Two at once are told apart by chance. */
  let since: number | null = null;
  const channel = new BroadcastChannel(channelName);
  const tell = () => {
    if (since !== null || store.snapshot.textOnly) return;
    since = Date.now() + Math.random();
    channel.postMessage(since);
  };
  const unsubscribe = store.subscribe(tell);
  channel.onmessage = ({data}: MessageEvent<unknown>) => {
    if (since === null || typeof data !== 'number') return;
    if (data > since) store.send({type: 'stop', reason: 'replaced'});
    else channel.postMessage(since); // Of two at once, the other has not heard of this one.
  };
  signal.addEventListener('abort', () => {
    unsubscribe();
    channel.close();
  });
  tell();
}
