import type {VoiceStore} from '../state/store.js';
import {VoiceError} from '../state/voice-error.js';
import type {ConversationEffects} from './effects.js';
import {prepareImage} from './prepare-image.js';

/**
 * Sends an image as soon as there is a session, unless somebody hangs up meanwhile.
 * @throws {VoiceError} `too-large` when it cannot be made small enough
 */
export async function postImage(
  image: Blob | string,
  respond: boolean,
  id: string,
  store: VoiceStore,
  effects: ConversationEffects,
): Promise<void> {
  try {
    const {preview, send} = await prepareImage(image);
    if (store.snapshot.phase === 'idle') return;
    store.send({type: 'turn-text', id, role: 'user', text: '', final: true, image: preview});
    effects.deliver('', id, session => send(session, id, respond));
  } catch (cause) {
    const error = new VoiceError(cause instanceof RangeError ? 'too-large' : 'internal', {cause});
    store.send({type: 'problem', error});
    throw error;
  }
}
