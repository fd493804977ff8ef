import type {VoiceStore} from '../state/store.js';
import {VoiceError} from '../state/voice-error.js';
import type {Outbox} from './outbox.js';
import {prepareImage} from './prepare-image.js';

/**
 * Makes an image small enough and lets it wait to be sent.
 * @param wanted asked when it is ready: the call that it was for may have ended
 * @throws {VoiceError} `too-large` when it cannot be made small enough, `unsupported` when the browser cannot open it
 */
export async function keepImage(
  image: Blob | string,
  respond: boolean,
  id: string,
  store: VoiceStore,
  outbox: Outbox,
  wanted: () => boolean,
): Promise<void> {
  try {
    const {preview, send} = await prepareImage(image);
    if (!wanted()) return;
    store.send({type: 'turn-waiting', id, text: '', image: preview});
    outbox.add({id, text: '', send: session => send(session, id, respond)});
  } catch (cause) {
    const error = cause instanceof RangeError ? new VoiceError('too-large', {cause}) : VoiceError.from(cause);
    store.send({type: 'problem', error});
    throw error;
  }
}
