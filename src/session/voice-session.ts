import type {Turn} from '../state/turns.js';
import type {SessionReport, TurnReport} from '../state/voice-event.js';
import type {Companion} from '../backends/openai-realtime/companion.js';
import type {SessionConfiguration} from '../backends/openai-realtime/configuration.js';

/** What a session reports: the server's side of the conversation, and the assistant's sound. */
export type VoiceSessionEvent =
  SessionReport | TurnReport | {readonly type: 'output'; readonly stream: MediaStream};

/** What a session is given for one call. */
export interface VoiceSessionStart {
  /** Aborts when the call is not wanted any more. Everything opened must then be closed. */
  readonly signal: AbortSignal;
  /** What was said before, to go on from. Not to be reported again. */
  readonly history: readonly Turn[];
  /** The person waits for an answer to the last turn of the history. */
  readonly answerWanted?: boolean;
  /** Where events go. Nothing may be reported after `stop()`. */
  readonly emit: (event: VoiceSessionEvent) => void;
}

/** What a connection tells about itself. The counts begin with the connection. */
export interface LinkMeasure {
  /** There and back, in milliseconds. */
  readonly roundTripMs: number;
  /** How unevenly packets arrive, in milliseconds. */
  readonly jitterMs: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** Everything that came, of whatever kind. */
  readonly bytesReceived: number;
  /** Energy of the assistant's sound so far. It stands still while nothing is heard. */
  readonly audioEnergy: number;
  /** How long the answer that is heard had waited in the page before it was played; unset where that is not known. */
  readonly waitedMs?: number;
}

/**
 * The port: how a conversation is carried. OpenAI Realtime is one implementation (`OpenAISession`), a
 * conversation acted out in the page another (`ScriptedSession`); a host page can bring its own.
 */
export interface VoiceSession {
  /** The backend captures by itself, or needs no microphone: none is opened for it. @default false */
  readonly ownsMicrophone?: boolean;
  /**
   * Opens a call and resolves when events flow both ways, having emitted `session-opened`. May be called
   * again after `stop()`.
   * @throws {VoiceError} or the signal's reason
   */
  start(options: VoiceSessionStart): Promise<void>;
  /** Ends the call at once and lets go of everything. Harmless when there is none. */
  stop(): void;
  /** The track to send from now on; null for none. May come before, while or after the call opens. */
  setMicrophone(track: MediaStreamTrack | null): void;
  /** The microphone was switched off or on. The track itself is already silent; only a backend that captures by itself needs it. */
  setMuted?(muted: boolean): void;
  /** Both sides are there: the assistant may speak first, if it is to. */
  ready?(): void;
  /** Turn taking, noise reduction or another such setting changed while the call is on; it is to follow. */
  configure?(configuration: SessionConfiguration): void;
  /** Attaches what takes part until the call ends: tools, page context, an agent. Called once events flow. */
  join?(companion: Companion): void;
  /** Stops the answer that is being generated or played. */
  interrupt(): void;
  /** Sends typed words and asks for an answer. `id` names their turn. */
  sendText(text: string, id: string): void;
  /**
   * Sends an image, as a `data:` URL, and with `respond` asks for an answer. `id` names its turn.
   * @throws {VoiceError} `too-large`, to be given a smaller one
   */
  sendImage?(dataUrl: string, id: string, respond: boolean): void;
  /** Push-to-talk: the person begins to speak. */
  startTalking?(): void;
  /** Push-to-talk: the person has spoken and waits for an answer. */
  stopTalking?(): void;
  /** How the connection does, or null where that cannot be told. */
  measure?(): Promise<LinkMeasure | null>;
  /** What the call runs over, while there is one. */
  readonly transport?: 'webrtc' | 'websocket';
  /** When the server will end the session by itself, in milliseconds since the epoch. */
  readonly expiresAt?: number;
}
