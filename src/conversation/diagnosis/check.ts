import type {SessionFinding} from '../../session/voice-session.js';
import type {FindingCode} from '../../state/diagnosis.js';
import type {VoiceError, VoiceErrorCode} from '../../state/voice-error.js';
import type {ConversationSettings} from '../conversation-settings.js';

/** What is looked at. */
export interface Subject {
  readonly settings: ConversationSettings;
  /** What the session found out about its way to the server, once it is asked for; null where it does not tell. */
  readonly remote: (() => Promise<readonly SessionFinding[]>) | null;
  /** What the last call failed with, if it did, or what keeps any call from starting. */
  readonly failure: VoiceError | null;
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
  /** What the code means here, where it is not what it means everywhere. */
  readonly help?: string;
}

/** Of what a browser gives to no insecure page: that is a check of its own, and the cause. */
export const insecurePage: Found = {code: 'not-checked', detail: 'the page is not secure'};

/** Looks at one thing. Whatever it opens it closes, at the latest when the signal aborts. */
export type Check = (subject: Subject, signal: AbortSignal) => Found | Promise<Found>;
