import type {VoiceStore} from '../../state/store.js';
import type {ConversationSettings} from '../conversation-settings.js';
import type {VoiceLevels} from '../voice-levels.js';
import type {Call} from './call.js';

/** What the services of a call are given. */
export interface CallServicesContext {
  readonly call: Call;
  readonly store: VoiceStore;
  readonly settings: () => ConversationSettings;
  /** Tells the page. @returns false if it cancelled the event */
  readonly notify: (event: Event) => boolean;
  readonly levels: VoiceLevels;
  /** Keeps `snapshot.devices` up to date until the signal aborts. */
  readonly watchDevices: (signal: AbortSignal) => Promise<void>;
}

/** The same, with what the services tell each other. */
export interface CallContext extends CallServicesContext {
  /** How soon the page itself made the assistant quiet, when the user talked over it, in milliseconds. */
  readonly reaction: {ms?: number};
}
