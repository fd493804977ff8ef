import {missingWorkletHelp} from '../audio/add-worklet.js';
import type {PcmAudio} from '../audio/pcm-audio.js';
import {isTimeout, withDeadline} from '../session/deadline.js';
import {VoiceError} from '../state/voice-error.js';

const workletTimeoutMs = 15_000;

/**
 * Makes what captures and plays. Browsers and their extensions take sound away from pages in several ways: it is missing,
 * or throws.
 * @throws {VoiceError} `unsupported`
 */
export function createdAudio(create: () => PcmAudio): PcmAudio {
  try {
    return create();
  } catch (cause) {
    throw new VoiceError('unsupported', {detail: 'audio', cause});
  }
}

/**
 * Loads what runs on the audio thread.
 * @throws {VoiceError} `unsupported`, `connect-network` or `connect-timeout`, or the signal's reason
 */
export async function loadAudio(audio: PcmAudio, signal: AbortSignal): Promise<void> {
  try {
    await withDeadline(workletTimeoutMs, signal, () => audio.load());
  } catch (error) {
    signal.throwIfAborted();
    // What could not be fetched is a DOMException.
    if (!(error instanceof DOMException))
      throw new VoiceError('unsupported', {detail: 'audio', cause: error});
    const code = isTimeout(error) ? 'connect-timeout' : 'connect-network';
    const meaning = {...VoiceError.meanings[code]!, help: missingWorkletHelp};
    throw new VoiceError(code, {detail: 'worklet', cause: error}, meaning);
  }
}
