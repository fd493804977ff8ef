import type {DiagnosisReport, DiagnosisWords} from '../../state/diagnosis.js';
import {isCalling} from '../../state/is-calling.js';
import type {Snapshot} from '../../state/snapshot.js';
import {VoiceError} from '../../state/voice-error.js';
import {chooseBackend} from '../choose-backend.js';
import type {ConversationSettings} from '../conversation-settings.js';
import {diagnose} from './diagnose.js';

/** Looks at what a conversation of these settings needs. @param local only what needs no connection */
export async function diagnoseConversation(
  settings: ConversationSettings,
  snapshot: Snapshot,
  words: DiagnosisWords,
  local: boolean,
): Promise<DiagnosisReport> {
  const {signal} = new AbortController(); // Only time ends it.
  let failure = snapshot.phase === 'failed' ? snapshot.error : null;
  const session =
    settings.session ??
    (await chooseBackend(() => settings).catch((cause: unknown) => {
      // A call would meet the same.
      failure ??=
        cause instanceof VoiceError ? cause : new VoiceError('connect-network', {detail: 'backend', cause});
      return null;
    }));
  const remote = session?.diagnose ? () => session.diagnose!(signal) : null;
  return diagnose({settings, remote, failure, calling: isCalling(snapshot), local}, words);
}
