import type {VoiceSession} from '../../session/voice-session.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {SnapshotListener} from '../../state/store.js';
import type {VoiceEvent} from '../../state/voice-event.js';
import type {ConversationSettings} from '../conversation-settings.js';

/** What tools, context, guardrails and an agent act on: a conversation, as far as it concerns them. */
export interface PageHost {
  readonly snapshot: Snapshot;
  subscribe(listener: SnapshotListener): () => void;
  /** Read whenever they are needed. */
  settings(): ConversationSettings;
  /** The session that serves the call now. */
  session(): VoiceSession | null;
  /** Tells the store. */
  send(event: VoiceEvent): void;
  /** Tells the page. @returns false if it cancelled the event */
  notify(event: Event): boolean;
  /** A response will be asked for when the tools are done: not before. */
  deferResponse(): void;
}
