import {VoiceError} from '../state/voice-error.js';

/** What servers mean when they close what they have just accepted. */
const statusOfCode: Readonly<Record<number, number>> = {1008: 403, 3000: 401, 3003: 403};

/** The other side ended the call as it should, if without a code: it is not to be repaired. */
export const normalClosures: readonly number[] = [1_000, 1_005];

/**
 * What it means that a server closes a connection before the call is open.
 * @param detail the code of the error that it sent before
 */
export function refusal(code: number, detail?: string): VoiceError {
  const status = statusOfCode[code] ?? (code >= 4_400 && code < 4_600 ? code - 4_000 : undefined);
  return status || detail
    ? new VoiceError('connect-status', {status, detail})
    : new VoiceError('connect-network');
}
