import type {Microphone} from '../../audio/microphone.js';
import type {Speaker} from '../../audio/speaker.js';
import type {ToolCall, VoiceSessionEvent} from '../../session/session-event.js';
import type {VoiceSession} from '../../session/voice-session.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {VoiceEvent} from '../../state/voice-event.js';
import type {ConversationSettings} from '../conversation-settings.js';
import type {Outbox} from '../outbox.js';

/** What a call acts on, and where it reports to. */
export interface CallEnvironment {
  readonly settings: () => ConversationSettings;
  readonly snapshot: () => Snapshot;
  readonly send: (event: VoiceEvent) => void;
  /** @param goesOn in the place of another of the same call, carried as that is */
  readonly createSession: (goesOn?: boolean) => VoiceSession | Promise<VoiceSession>;
  readonly speaker: Speaker;
  readonly microphone: Microphone;
  /** Id of the microphone to open; empty for what the system prefers. */
  readonly inputDevice: () => string;
  readonly outbox: Outbox;
  /** What the session reports that is of no account to the store. */
  readonly receive: (event: VoiceSessionEvent) => void;
  /** Calls of tools that a new session is to know of. */
  readonly toolCalls: () => readonly ToolCall[];
}
