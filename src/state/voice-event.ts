import type {Devices} from './devices.js';
import type {SessionCapabilities} from './capabilities.js';
import type {ConnectionQuality} from './connection-quality.js';
import type {Persona} from './persona.js';
import type {Sharing} from './sharing.js';
import type {TurnRole, Turns} from './turns.js';
import type {VoiceError} from './voice-error.js';

/** Why a conversation ended. */
export type EndReason =
  | 'stopped'
  | 'removed'
  | 'failed'
  | 'duration'
  /** Another call began: on the same page, or, with a microphone, in another tab of the site. */
  | 'replaced'
  | 'page-hidden'
  /** The other side ended it. */
  | 'remote'
  /** Nothing was said for long. */
  | 'inactivity'
  /** The assistant said goodbye. */
  | 'assistant';

/** How a response of the model ended. */
export type ResponseStatus = 'completed' | 'cancelled' | 'failed' | 'incomplete';

/** What something cost, as the server counted it: tokens, or the time of a call that is paid by it. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
  /** Unset where only tokens are counted. */
  readonly seconds?: number;
}

/** What a call costs before its first response. */
export const noUsage: Usage = Object.freeze({inputTokens: 0, outputTokens: 0, totalTokens: 0});

/** Asked for by a person or a page. */
export type VoiceCommand =
  | {readonly type: 'start'}
  | {readonly type: 'start-text-only'}
  /** `at`: when, in milliseconds since the epoch. */
  | {readonly type: 'stop'; readonly reason: EndReason; readonly at?: number}
  | {readonly type: 'mute'}
  | {readonly type: 'unmute'}
  | {readonly type: 'interrupt'}
  | {readonly type: 'hold'}
  /** `atOnce`: nothing of what is being said counts any more: the user has left. */
  | {readonly type: 'release'; readonly atOnce?: boolean}
  | {readonly type: 'clear'}
  /** Another agent speaks, and is shown; unset: the page's own assistant again. */
  | {readonly type: 'agent-shown'; readonly agent?: Persona}
  /** What was said on the page before is here again. */
  | {readonly type: 'turns-restored'; readonly turns: Turns}
  /** The call will be ended, at this time in milliseconds since the epoch; null: it will not, after all. */
  | {readonly type: 'ending'; readonly at: number | null};

/** Said by the owner of the microphone. */
export type MicrophoneReport =
  | {readonly type: 'microphone-opened'}
  | {readonly type: 'microphone-lost'}
  | {readonly type: 'microphone-failed'; readonly error: VoiceError};

/** Said by the browser: what is plugged in, and which of it is used. */
export interface DeviceReport {
  readonly type: 'devices-changed';
  readonly devices: Devices;
}

/** Said by the owner of camera and screen. */
export interface SharingReport {
  readonly type: 'sharing-changed';
  readonly sharing: Sharing;
}

/** Said by the session: the server's view of the conversation. */
export type SessionReport =
  /** `at`: when, in milliseconds since the epoch. */
  | {readonly type: 'session-opened'; readonly sessionId: string; readonly at?: number}
  | {readonly type: 'session-lost'; readonly error: VoiceError}
  | {readonly type: 'session-failed'; readonly error: VoiceError}
  /** Nothing comes through any more; it may heal by itself, or end as `session-lost`. */
  | {readonly type: 'session-stalled'}
  /** It has healed: the same session goes on. */
  | {readonly type: 'session-resumed'}
  | {readonly type: 'quality-changed'; readonly connection: ConnectionQuality}
  | {readonly type: 'speech-started'}
  | {readonly type: 'speech-stopped'}
  /** What the user said is a turn. `responseFollows`: false where the server does not respond by itself. */
  | {readonly type: 'input-committed'; readonly responseFollows?: boolean}
  | {readonly type: 'response-started'; readonly responseId: string}
  | {
      readonly type: 'response-finished';
      readonly responseId: string;
      readonly status: ResponseStatus;
      /** Sound was generated, so playback will start (or has) and will report its own end. */
      readonly audible: boolean;
      readonly usage?: Usage;
    }
  | {readonly type: 'response-overdue'}
  | {readonly type: 'playback-started'}
  /** `cut`: silenced before its end, by the person speaking over it or pressing stop. */
  | {readonly type: 'playback-stopped'; readonly cut: boolean; readonly responseId?: string}
  /** Something is being done that is no response: a tool runs, a task was delegated. `thinking` while any is open. */
  | {readonly type: 'work-started'; readonly id: string}
  /** `responseFollows`: one was asked for, or is to be. */
  | {readonly type: 'work-finished'; readonly id: string; readonly responseFollows?: boolean}
  /** The other side has ended the call for good: it is not repaired. */
  | {readonly type: 'session-ended'; readonly reason: 'remote' | 'expired' | 'content'; readonly at?: number}
  /** What the call cost. `total`: all of it so far, not what comes on top. */
  | {readonly type: 'usage'; readonly usage: Usage; readonly total: boolean}
  /** Unset where a backend does not say what it can do. */
  | {readonly type: 'capabilities-changed'; readonly capabilities?: SessionCapabilities}
  /** What is seen of the assistant; null: nothing any more. */
  | {readonly type: 'video'; readonly stream: MediaStream | null}
  | {readonly type: 'problem'; readonly error: VoiceError}
  | {readonly type: 'problem-solved'; readonly code: VoiceError['code']};

/** Said by the session about what was said. `text` is always the whole text so far. */
export type TurnReport =
  | {readonly type: 'turn-started'; readonly id: string; readonly role: TurnRole; readonly after?: string}
  | {
      readonly type: 'turn-text';
      readonly id: string;
      readonly role: TurnRole;
      readonly text: string;
      readonly final: boolean;
      /** It is text in the first place, not the transcript of speech. */
      readonly written?: boolean;
      /** A small version of the image that was sent. */
      readonly image?: Blob;
    }
  | {readonly type: 'turn-finished'; readonly id: string}
  /** What the user said could not be put into words. */
  | {readonly type: 'transcription-failed'; readonly id: string}
  | {readonly type: 'turn-interrupted'; readonly id: string; readonly heardMs?: number}
  | {readonly type: 'turn-removed'; readonly id: string}
  /** The person wrote or showed something that cannot be sent yet. */
  | {readonly type: 'turn-waiting'; readonly id: string; readonly text: string; readonly image?: Blob}
  /** What the assistant is shown to have written, and no server said: its first message. */
  | {readonly type: 'turn-shown'; readonly id: string; readonly text: string}
  /** What waited is on its way to the server. */
  | {readonly type: 'turn-sent'; readonly id: string};

/** Everything that can happen to a conversation. Each event comes from the owner of the fact. */
export type VoiceEvent =
  VoiceCommand | MicrophoneReport | DeviceReport | SharingReport | SessionReport | TurnReport;
