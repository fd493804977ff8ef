import type {VoiceSession} from '../../session/voice-session.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {ConversationSettings} from '../conversation-settings.js';

/** What the assistant says first. */
export type FirstWords = Pick<ConversationSettings, 'firstMessage' | 'greeting'>;

/** Those of a page. In a conversation that goes on they were said already. */
export function firstWords(settings: ConversationSettings, {turns}: Snapshot): FirstWords | undefined {
  return turns.some(({waiting}) => !waiting) ? undefined : settings;
}

/** Has the assistant say them. */
export function sayFirst({firstMessage, greeting}: FirstWords, session: VoiceSession): void {
  if (firstMessage) session.say?.(firstMessage);
  else if (greeting) session.requestResponse?.({instructions: greeting});
}
