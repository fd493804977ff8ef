/* What it means that the server ends a conversation. Loaded once it is open, or only when it does not open. */
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';
import {normalClosures} from '../../transports/socket-closure.js';
import {refusal} from './refusal.js';
import type {Closure, ServerError} from './server-error.js';

/** What the server does not accept will not be accepted the next time either. */
const refusals: readonly number[] = [1_002, 1_003, 1_007, 1_008, 3_000, 3_003];

/**
 * What it means that the server closes the connection before the conversation is open.
 * @param said the error that it sent before
 */
export function refusalBy({code, reason}: Closure, said?: ServerError): VoiceError {
  if (said) return refusal(said.words, said.type);
  return refusals.includes(code) || reason
    ? refusal(reason, `closed-${code}`)
    : new VoiceError('connect-network');
}

/** The end of an open conversation. @param said the last error that was about the whole of it */
export function endBy({code, reason}: Closure, said?: ServerError): VoiceSessionEvent {
  if (said?.type === 'max_duration_exceeded') return {type: 'session-ended', reason: 'expired'};
  if (said?.type === 'safety_violation') return {type: 'session-ended', reason: 'content'};
  if (said) return {type: 'session-failed', error: refusal(said.words, said.type)};
  if (normalClosures.includes(code)) return {type: 'session-ended', reason: 'remote'};
  if (refusals.includes(code)) return {type: 'session-failed', error: refusal(reason, `closed-${code}`)};
  return {type: 'session-lost', error: new VoiceError('connection-lost')};
}
