import type {SessionCapabilities} from './capabilities.js';
import type {Quality} from './connection-quality.js';
import {unknownDevices, type Devices} from './devices.js';
import type {Persona} from './persona.js';
import type {Phase} from './phase.js';
import type {Sharing} from './sharing.js';
import type {Transcript} from './transcript.js';
import {noTurns, type Turns} from './turns.js';
import type {VoiceError} from './voice-error.js';
import {noUsage, type Usage} from './voice-event.js';

/** Everything there is to know about a conversation at one moment. Frozen; a change makes a new one. */
export interface Snapshot extends Sharing {
  readonly phase: Phase;
  /** The person switched the microphone off. Holds in every phase, before a call and between calls too. */
  readonly muted: boolean;
  /** The person is speaking, as the server hears it. */
  readonly userSpeaking: boolean;
  /** Push-to-talk is held down. */
  readonly held: boolean;
  /** The conversation has no microphone: typed questions only. */
  readonly textOnly: boolean;
  /** The channel to the server is open. */
  readonly online: boolean;
  /** The answer that the server is generating, if any. */
  readonly responseId: string | null;
  /** The assistant's sound is coming out. */
  readonly playing: boolean;
  /** What is being done that is no response, by its ids: tools that run, delegated tasks. Unset while there is none. */
  readonly work?: readonly string[];
  /** What the backend of the call can do; unset before the first call. */
  readonly capabilities?: SessionCapabilities;
  /** What is seen of the assistant; unset while there is nothing. It moves once `watchVideo()` says how large it is shown. */
  readonly video?: MediaStream | undefined;
  /** The agent that the assistant handed over to, while the call lasts; unset before a hand-over. */
  readonly agent?: Persona;
  /** What was said, oldest first. Kept through failures and into the next call. */
  readonly turns: Turns;
  /** What `turns` is put together from; unset before the first turn, and in copies. @internal */
  readonly transcript?: Transcript;
  /** The turns are those of the page before, and no call has gone on from them yet. */
  readonly restored: boolean;
  /** Of the whole call, also of answers that were cut, as the server counted it. */
  readonly usage: Usage;
  /** Why the conversation failed, or what the person should know while it goes on. */
  readonly error: VoiceError | null;
  /** Microphones and speakers, and which are used. */
  readonly devices: Devices;
  /** How good the connection is; null as long as it was not measured. */
  readonly quality: Quality | null;
  /** The server's id of the current session. */
  readonly sessionId: string | null;
  /** When the call began, in milliseconds since the epoch. A reconnection does not begin it anew. */
  readonly startedAt: number | null;
  /** How long the last spoken call was, in milliseconds, once it was ended; unset before that and after a failure. */
  readonly lastCallMs?: number | undefined;
  /** When the call will be ended, once that is near, in milliseconds since the epoch. */
  readonly endsAt: number | null;
}

/** A conversation that has not begun. */
export const initialSnapshot: Snapshot = Object.freeze({
  phase: 'idle',
  muted: false,
  userSpeaking: false,
  held: false,
  textOnly: false,
  online: false,
  responseId: null,
  playing: false,
  turns: noTurns,
  restored: false,
  usage: noUsage,
  error: null,
  devices: unknownDevices,
  quality: null,
  sessionId: null,
  startedAt: null,
  endsAt: null,
});

/** The last turns, of a short conversation all of them: for code that looks with every word, where `turns` is slow. */
export function recentTurns(snapshot: Snapshot): Turns {
  return snapshot.transcript?.recent ?? snapshot.turns;
}
