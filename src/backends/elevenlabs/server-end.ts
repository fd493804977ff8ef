import {codeAt, objectAt, textAt, type WireObject} from '../../session/json.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';

/** What a close frame says. */
export interface Closure {
  readonly code: number;
  /** Free text: it is searched for known causes, and goes nowhere. */
  readonly reason: string;
}

/** The other side ended the conversation as it should. */
const normalClosures: readonly number[] = [1_000, 1_005];
/** What the server does not accept will not be accepted the next time either. */
const refusals: readonly number[] = [1_002, 1_003, 1_007, 1_008, 3_000, 3_003];

/** Types of errors after which the conversation cannot go on as it was asked for. */
const fatal = /^(override_error|missing_dynamic_variable\w*|missing_fields|invalid_message|value_error)$/;

/** What an `error` of the server is called, and what words it has for it. */
export interface ServerError {
  readonly type: string;
  readonly words: string;
}

export function serverErrorIn(event: WireObject): ServerError {
  const error = objectAt(event, 'error_event');
  const type = codeAt(error, 'error_type') ?? 'unknown';
  return {type, words: `${type} ${textAt(error, 'message')} ${textAt(error, 'reason')}`};
}

/**
 * What it means that the server closes the connection before the conversation is open.
 * @param said the error that it sent before
 */
export async function refusalBy({code, reason}: Closure, said?: ServerError): Promise<VoiceError> {
  if (said) return refused(said.words, said.type);
  return refusals.includes(code) || reason
    ? refused(reason, `closed-${code}`)
    : new VoiceError('connect-network');
}

/** The end of an open conversation. @param said the last error that was about the whole of it */
export async function endBy({code, reason}: Closure, said?: ServerError): Promise<VoiceSessionEvent> {
  if (said?.type === 'max_duration_exceeded') return {type: 'session-ended', reason: 'expired'};
  if (said?.type === 'safety_violation') return {type: 'session-ended', reason: 'content'};
  if (said) return {type: 'session-failed', error: await refused(said.words, said.type)};
  if (normalClosures.includes(code)) return {type: 'session-ended', reason: 'remote'};
  if (refusals.includes(code))
    return {type: 'session-failed', error: await refused(reason, `closed-${code}`)};
  return {type: 'session-lost', error: new VoiceError('connection-lost')};
}

/** Whether an error is about the whole conversation, which ends by it. */
export function isAboutConversation({type}: ServerError): boolean {
  return fatal.test(type) || type === 'max_duration_exceeded' || type === 'safety_violation';
}

/** What knows the causes is loaded only now; without that only the code is told. */
async function refused(words: string, detail: string): Promise<VoiceError> {
  try {
    return (await import('./refusal.js')).refusal(words, detail);
  } catch {
    return new VoiceError('connect-status', {status: 403, detail});
  }
}
