import {VoiceError} from '../../state/voice-error.js';

/** A file that a conversation cannot do without. @throws {VoiceError} `connect-network`, detail `backend` */
export function loaded<T>(file: Promise<T>): Promise<T> {
  return file.catch((cause: unknown) => {
    throw new VoiceError('connect-network', {detail: 'backend', cause});
  });
}
