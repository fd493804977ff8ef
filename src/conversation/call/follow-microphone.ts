import {pause} from '../../session/pause.js';
import type {VoiceStore} from '../../state/store.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Microphone} from '../../audio/microphone.js';

const lookMs = 1_500;

/**
 * Says so while the system gives no sound from the microphone although the track lives: another application took
 * it, or a switch on the device is off. One look is not enough: a device may be silent for a moment.
 * @see https://www.w3.org/TR/mediacapture-streams/#track-muted
 */
export async function followMicrophone(
  microphone: Microphone,
  store: VoiceStore,
  signal: AbortSignal,
): Promise<void> {
  for (let silentLooks = 0; ;) {
    await pause(lookMs, signal);
    const before = silentLooks;
    silentLooks = microphone.track?.muted ? before + 1 : 0;
    if (silentLooks === 2)
      store.send({type: 'problem', error: new VoiceError('mic-busy', {detail: 'muted'})});
    if (before >= 2 && !silentLooks) store.send({type: 'problem-solved', code: 'mic-busy'});
  }
}
