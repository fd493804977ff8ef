import {MicrophoneError} from '../audio/microphone.js';
import {VoiceError, type VoiceErrorCode} from '../state/voice-error.js';

/** Whether it was given up rather than failed. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** What a microphone that does not open is to the conversation. */
export function microphoneError(error: unknown): VoiceError {
  if (!(error instanceof MicrophoneError)) return VoiceError.from(error);
  const codes: Readonly<Record<MicrophoneError['problem'], VoiceErrorCode>> = {
    denied: 'mic-denied',
    missing: 'mic-missing',
    busy: 'mic-busy',
    policy: 'mic-policy',
    insecure: 'insecure-context',
    unsupported: 'unsupported',
  };
  return new VoiceError(codes[error.problem], {cause: error.cause});
}
