import type {FindingCode} from '../../state/diagnosis.js';
import type {VoiceErrorCode} from '../../state/voice-error.js';
import type {ConversationOptions} from '../conversation-options.js';

/** What is looked at. */
export interface Subject {
  readonly options: ConversationOptions;
  /** A call is on, or about to be: its microphone is left alone. */
  readonly calling: boolean;
  /** Nothing may be connected to: the person has not agreed. */
  readonly local: boolean;
}

/** What a check found. */
export interface Found {
  readonly code: FindingCode | VoiceErrorCode;
  /** More for the developer. Never a token, never speech, never a device's name. */
  readonly detail?: string;
}

/** Looks at one thing. Whatever it opens it closes, at the latest when the signal aborts. */
export type Check = (subject: Subject, signal: AbortSignal) => Found | Promise<Found>;
