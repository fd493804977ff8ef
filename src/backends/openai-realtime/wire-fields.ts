/* What stands where in the items and responses of the Realtime protocol. */
import {codeAt, countAt, objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {TurnRole} from '../../state/turns.js';
import {VoiceError} from '../../state/voice-error.js';
import type {ResponseStatus, Usage} from '../../state/voice-event.js';

/** Whose turn an item is; null where it is none. */
export function turnRole(item: WireObject): TurnRole | null {
  const role = textAt(item, 'role');
  return textAt(item, 'type') === 'message' && (role === 'user' || role === 'assistant') ? role : null;
}

/** The words of an item, whether they were spoken or written. */
export function contentText(item: WireObject): string {
  return objectsAt(item, 'content')
    .map(part => textAt(part, 'transcript') || textAt(part, 'text'))
    .filter(Boolean)
    .join(' ');
}

/** Whether some of it is spoken. */
export function hasSound(item: WireObject): boolean {
  return objectsAt(item, 'content').some(part => textAt(part, 'type').endsWith('audio'));
}

/** Whether some of it is an image. */
export function hasImage(item: WireObject): boolean {
  return objectsAt(item, 'content').some(part => textAt(part, 'type') === 'input_image');
}

/** How a response ended. */
export function responseStatus(response: WireObject): ResponseStatus {
  const status = textAt(response, 'status');
  return status === 'cancelled' || status === 'failed' || status === 'incomplete' ? status : 'completed';
}

/** Codes that say that the site gets no answers, now or at all, whatever the user says; each with its HTTP status. */
const refusals = new Map([
  ['insufficient_quota', 429],
  ['rate_limit_exceeded', 429],
  // The language model behind a server fails.
  ['model_unavailable', 503],
]);

/** Why it failed. */
export function responseProblem(response: WireObject): VoiceSessionEvent {
  const details = objectAt(response, 'status_details');
  const error = objectAt(details, 'error');
  const detail = codeAt(error, 'code') ?? codeAt(error, 'type') ?? codeAt(details, 'reason');
  return problemOf('response-failed', detail);
}

/**
 * @param reason the server's code
 * @param param the field that it is about
 */
export function problemOf(
  code: 'response-failed' | 'protocol',
  reason?: string,
  param?: string,
): VoiceSessionEvent {
  const detail = [reason, param].filter(Boolean).join(' ') || undefined;
  const status = refusals.get(reason ?? '');
  if (!status) return {type: 'problem', error: new VoiceError(code, {detail})};
  const meaning = {...VoiceError.meanings['connect-status']!, severity: 'notice'} as const;
  return {type: 'problem', error: new VoiceError('connect-status', {status, detail}, meaning)};
}

/** What a response cost that is no part of the conversation. */
export function costOf(event: WireObject): readonly VoiceSessionEvent[] {
  return [{type: 'usage', usage: usageOf(objectAt(objectAt(event, 'response'), 'usage')), total: false}];
}

/** Tokens, as the server counted them. */
export function usageOf(usage: WireObject): Usage {
  return {
    inputTokens: countAt(usage, 'input_tokens'),
    outputTokens: countAt(usage, 'output_tokens'),
    totalTokens: countAt(usage, 'total_tokens'),
  };
}
