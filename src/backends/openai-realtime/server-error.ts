import {codeAt, textAt, type WireObject} from '../../session/json.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';
import {problemOf} from './wire-fields.js';

/** `refused`: a response was asked for while another one had just begun. `nothing-committed`: nothing was heard. */
export type ProtocolNotice = 'refused' | 'nothing-committed';

/** What the response policy hears of errors. */
const notices = new Map<string | undefined, ProtocolNotice>([
  ['conversation_already_has_active_response', 'refused'],
  ['input_audio_buffer_commit_empty', 'nothing-committed'],
]);

/** Complaints about things that were already so. */
const harmless = new Set([
  'response_cancel_not_active',
  'item_truncate_invalid_item_id',
  'item_delete_invalid_item_id',
]);

/** Some servers do not know what only tidies up, and say so each time; a call goes on without. */
const tidying = /response\.cancel|item\.(truncate|delete)|put_audio_buffer\.clear/;

/** What an error of the server means for the conversation. @param onNotice told what matters to responses only */
export function serverError(
  error: WireObject,
  onNotice: (notice: ProtocolNotice) => void,
): readonly VoiceSessionEvent[] {
  const code = codeAt(error, 'code') ?? codeAt(error, 'type');
  if (code === 'session_expired') return [{type: 'session-lost', error: new VoiceError('session-expired')}];
  const notice = notices.get(code);
  if (notice) onNotice(notice);
  if (notice ?? (harmless.has(code ?? '') || tidying.test(textAt(error, 'message')))) return [];
  return [problemOf('protocol', code, codeAt(error, 'param'))];
}
