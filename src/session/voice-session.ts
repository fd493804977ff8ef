import type {Turn} from '../state/turns.js';
import type {EndReason} from '../state/voice-event.js';
import type {AgentRun} from './agent.js';
import type {DiagnosisName} from '../state/diagnosis.js';
import type {SessionCapabilities} from '../state/capabilities.js';
import type {ReconnectPolicy} from './reconnect.js';
import type {ToolCall, ToolDefinition, VoiceSessionEvent} from './session-event.js';
import type {SessionSettings} from './settings.js';

export type {VoiceSessionEvent} from './session-event.js';

/** What a session is given for one call. */
export interface VoiceSessionStart {
  /** Aborts when the call is not wanted any more. Everything opened must then be closed. */
  readonly signal: AbortSignal;
  /** What was said before, to go on from. Not to be reported again, and not to be responded to by itself. */
  readonly history: readonly Turn[];
  /** Calls of tools that an earlier session of the same call asked for; their results are still to come. */
  readonly toolCalls?: readonly ToolCall[];
  /** Where events go. Nothing may be reported after `stop()`. */
  readonly emit: (event: VoiceSessionEvent) => void;
}

/** Whether something is to be responded to. A wish: a server that responds by itself may do so anyway. */
export interface RespondOption {
  readonly respond: boolean;
}

/** In pixels of the screen. */
export interface VideoSize {
  readonly width: number;
  readonly height: number;
}

/** What a connection tells about itself. The counts begin with the connection. */
export interface ConnectionStats {
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
  /** How long the response that is heard had waited in the page before it was played; unset where that is not known. */
  readonly waitedMs?: number;
}

/** How long the parts of connecting took, in milliseconds; what is not known is unset. */
export interface ConnectTimes {
  /** Until the host's endpoint had answered. */
  readonly tokenMs?: number;
  /** Until the realtime server had answered. */
  readonly answerMs?: number;
  /** Until events flowed after that. */
  readonly channelMs?: number;
}

/** What a backend found out about its way to the server: `endpoint` and `network`. A `DiagnosisCheck` fits. */
export interface SessionFinding {
  readonly name: DiagnosisName;
  /** Code of the error that a start would meet, or of another finding. */
  readonly code: string;
  /** More for the developer. Never a token, never speech. */
  readonly detail?: string;
  /** What the code means here, for the developer. @default what it means everywhere */
  readonly help?: string;
}

/**
 * The port: how a call is carried. OpenAI Realtime is one implementation (`OpenAIRealtimeSession`), a conversation
 * acted out in the page another (`ScriptedSession`); a host page can bring its own (docs/backends.md). Methods that a
 * backend cannot carry out are left out; `capabilities` says so beforehand.
 */
export interface VoiceSession {
  readonly capabilities: SessionCapabilities;
  /** The backend captures by itself, or needs no microphone: none is opened for it. @default false */
  readonly ownsMicrophone?: boolean;
  /** What the call runs over, while there is one. */
  readonly transport?: 'webrtc' | 'websocket' | undefined;
  /** How a lost call is repaired, where that has its price. @default about a minute of attempts */
  readonly reconnectPolicy?: ReconnectPolicy;
  /** When the server will end the session by itself, in milliseconds since the epoch. */
  readonly expiresAt?: number | undefined;

  /** Does what can be done before a call is asked for: finds servers, warms up. No token, no body, never before consent. */
  prepare?(signal: AbortSignal): void;
  /**
   * Opens a call and resolves when events flow both ways, having emitted `session-opened`. May be called
   * again after `stop()`.
   * @throws {VoiceError} or the signal's reason
   */
  start(options: VoiceSessionStart): Promise<void>;
  /**
   * Ends the call at once and lets go of everything. Harmless when there is none.
   * @param reason why it is over; unset where the conversation goes on over another session
   */
  stop(reason?: EndReason): void;

  /** The track to send from now on; null for none. May come before, while or after the call opens. */
  setMicrophone(track: MediaStreamTrack | null): void;
  /** The microphone was switched off or on. The track itself is already silent; only a backend that captures by itself needs it. */
  setMuted?(muted: boolean): void;
  /**
   * The track of the camera to send from now on; null for none. Resolves once it is sent; where it cannot be, it rejects, and
   * the camera is ended. It is given anew to the session that opens in the place of a lost one.
   */
  setCamera?(track: MediaStreamTrack | null): Promise<void>;
  /** The same for a screen, a window or a tab. */
  setScreen?(track: MediaStreamTrack | null): Promise<void>;
  /**
   * How large the assistant's video is shown from now on, in pixels of the screen; null: it is not seen, and nothing of it
   * needs to come. It is not seen until this is called, for each stream of `video` anew.
   */
  watchVideo?(size: VideoSize | null): void;
  /** Push-to-talk: the user begins to speak. */
  startTalking?(): void;
  /** Push-to-talk: the user has spoken and waits for a response. */
  stopTalking?(): void;

  /** Stops the response that is being generated or played. */
  interrupt(): void;
  /** Sends typed words. `id` names their turn. */
  sendText(text: string, id: string, options: RespondOption): void;
  /**
   * Sends an image, as a `data:` URL. `id` names its turn.
   * @throws {VoiceError} `too-large`, to be given a smaller one
   */
  sendImage?(dataUrl: string, id: string, options: RespondOption): void;
  /** Asks for a response to what there is, once nothing holds it back. @param options what it is to be about */
  requestResponse?(options?: {readonly instructions?: string}): void;
  /** Has the assistant say this. */
  say?(text: string): void;

  /** The tools of the page, all of them, whenever they change. */
  setTools?(tools: readonly ToolDefinition[]): void;
  /** Tells what came of a call. */
  sendToolResult?(callId: string, output: string, options: RespondOption): void;
  /** Answers `approval-requested`. @param reason why not, for the model */
  answerApproval?(requestId: string, approved: boolean, reason?: string): void;
  /**
   * Tells the model something that is no turn.
   * @param text empty to take back what was told under the same id
   * @param id what is told under one id takes the place of what was told before, where the backend can do that
   */
  sendContext?(text: string, id?: string): void;
  /** An agent speaks from now on, until the call ends; null: none does. */
  attachAgent?(agent: AgentRun | null): void;

  /** Settings that `capabilities.configure` names have changed in the middle of a call. An undefined one was taken back. */
  configure?(changed: Partial<SessionSettings>): void;
  /** Has the model forget what was said. */
  clear?(): void;
  /** Tells the model how much of a turn was heard, in milliseconds. */
  truncate?(turnId: string, heardMs: number): void;

  /** How the connection does, or null where that cannot be told. */
  measure?(): Promise<ConnectionStats | null>;
  /** How long connecting took. @param since when it began, and when it was open, as `performance.now()` gave it */
  connectTimes?(since: number, openedAt: number): Promise<ConnectTimes>;
  /** Looks whether a call could be opened. May take nine seconds. */
  diagnose?(signal: AbortSignal): Promise<readonly SessionFinding[]>;
}
