import {codeAt, type WireObject} from '../../session/json.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';

/** What `session.closed` means. Only a connection that was lost is repaired. */
export function endBy(reason = ''): VoiceSessionEvent {
  if (reason === 'connection_lost')
    return {type: 'session-lost', error: new VoiceError('connection-lost', {detail: reason})};
  return {
    type: 'session-ended',
    reason: reason === 'expired' || reason === 'content' ? reason : 'remote',
  };
}

/** What an `error` means for a call that is open, and for one that is not. Its words may quote anything: they go nowhere. */
export function problemIn(error: WireObject, code: 'protocol' | 'connect-answer'): VoiceError {
  const known = [codeAt(error, 'code') ?? codeAt(error, 'type'), codeAt(error, 'param')];
  return new VoiceError(code, {detail: known.filter(Boolean).join(' ') || undefined});
}
