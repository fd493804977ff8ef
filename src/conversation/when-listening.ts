import type {Snapshot} from '../state/snapshot.js';
import type {VoiceStore} from '../state/store.js';
import {VoiceError} from '../state/voice-error.js';
import type {VoiceEvent} from '../state/voice-event.js';

/**
 * Resolves when the user can speak.
 * @throws {VoiceError} when the start fails, or a DOMException `AbortError` when it is stopped meanwhile
 */
export function whenListening(store: VoiceStore): Promise<void> {
  // Asked for by a listener, the start is still in the queue.
  if (store.busy) return Promise.resolve().then(() => whenListening(store));
  return new Promise((resolve, reject) => {
    const settle = (snapshot: Snapshot, event?: VoiceEvent): boolean => {
      if (event?.type === 'microphone-failed') reject(event.error);
      else if (snapshot.phase === 'failed') reject(snapshot.error ?? new VoiceError('internal'));
      else if (snapshot.phase === 'idle')
        reject(new DOMException('The conversation was stopped', 'AbortError'));
      else if (!snapshot.online || snapshot.textOnly || snapshot.phase === 'requesting-microphone')
        return false;
      else resolve();
      return true;
    };
    if (settle(store.snapshot)) return;
    const unsubscribe = store.subscribe((snapshot, _previous, event) => {
      if (settle(snapshot, event)) unsubscribe();
    });
  });
}
