import {codeAt, type WireObject} from '../../session/json.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';

/** What the response policy hears of errors: codes that codecs pass on as their servers have them. */
const notices = new Map<string | undefined, 'refused' | 'nothing-committed'>([
  ['conversation_already_has_active_response', 'refused'],
  ['input_audio_buffer_commit_empty', 'nothing-committed'],
]);

/** Complaints about things that were already so. */
const harmless = new Set(['response_cancel_not_active', 'item_truncate_invalid_item_id']);

/** Codes that say that the site gets no answers, whatever the user says; each with its HTTP status. */
const refusals = new Map([
  ['insufficient_quota', 429],
  ['rate_limit_exceeded', 429],
]);

/** What an error of the server means for the conversation. */
export function serverError(event: WireObject): {
  readonly notice?: 'refused' | 'nothing-committed';
  readonly report?: VoiceSessionEvent;
} {
  const code = codeAt(event, 'code');
  if (code === 'session_expired')
    return {report: {type: 'session-lost', error: new VoiceError('session-expired')}};
  const notice = notices.get(code);
  if (notice) return {notice};
  if (harmless.has(code ?? '')) return {};
  const status = refusals.get(code ?? '');
  if (!status) return {report: {type: 'problem', error: new VoiceError('protocol', {detail: code})}};
  const meaning = {...VoiceError.meanings['connect-status']!, severity: 'notice'} as const;
  return {
    report: {type: 'problem', error: new VoiceError('connect-status', {status, detail: code}, meaning)},
  };
}
