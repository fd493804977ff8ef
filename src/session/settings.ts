import type {Turn} from '../state/turns.js';
import type {TokenSource} from './credentials.js';
import type {RealtimeModel} from './realtime-model.js';

/** Who ends a turn: a model that understands, a detector of silence, or the user's thumb. */
export type TurnDetection = 'semantic-vad' | 'server-vad' | 'push-to-talk';

/** How readily a pause is taken for the end of a turn. */
export type VadEagerness = 'low' | 'medium' | 'high' | 'auto';

/** Which noise the server should take out: of a headset's, or of a room's microphone. */
export type NoiseReduction = 'near-field' | 'far-field' | 'off';

/** How the assistant answers: by voice, or in writing. */
export type Answers = 'auto' | 'spoken' | 'written';

/** What a call runs over. `auto`: WebRTC, or a WebSocket where WebRTC is missing or blocked. */
export type Transport = 'auto' | 'webrtc' | 'websocket';

/** Who carries the calls of a page. */
export type BackendName = 'openai-realtime' | 'openai-live' | 'livekit' | 'pipecat' | 'elevenlabs' | 'ai-sdk';

/** What the assistant hands over to the page. GPT-Live puts no task into words: it is in what was said. */
export interface DelegatedTask {
  readonly id: string;
  /** What was said so far, oldest first. */
  readonly transcript: readonly Turn[];
  /** Of that, the person's words that are not final: most likely the task. Empty where all are. */
  readonly pending: string;
}

/**
 * Does a task. What it yields goes to the assistant silently, as progress; what it returns is to be said.
 * @param signal aborts when the person presses Stop or hangs up
 */
export type Delegate = (
  task: DelegatedTask,
  signal: AbortSignal,
) => Promise<string> | AsyncIterable<string, string | void>;

/** Settings that may be changed in the middle of a call, where the backend can follow. */
export const liveSettings = [
  'instructions',
  'speed',
  'language',
  'turnDetection',
  'vadEagerness',
  'vadThreshold',
  'vadSilenceMs',
  'vadPrefixMs',
  'noiseReduction',
  'bargeIn',
  'answers',
] as const satisfies readonly (keyof SessionSettings)[];

/** What a page can say about a session. What it does not say is left to the server; not every backend reads all. */
export interface SessionSettings extends TokenSource {
  /** Who carries the call. @default 'openai-realtime' */
  readonly backend?: BackendName;
  /**
   * A realtime model of the AI SDK that carries the call, whatever `backend` says; needs
   * `voice-assistant-element/backends/ai-sdk` to be imported. `getToken` or `tokenEndpoint` answers `{token, url, expiresAt}`.
   */
  readonly realtimeModel?: RealtimeModel;
  /** Endpoint of the host site that takes the page's offer and has a session made, for backends without tokens. */
  readonly sessionEndpoint?: string;
  /** Headers, credentials and whatever else that request needs. */
  readonly sessionRequest?: RequestInit;
  /** Does what GPT-Live delegates to the page. Without it the host's own server sees to that. */
  readonly delegate?: Delegate;
  readonly instructions?: string;
  readonly voice?: string;
  /** 0.25 to 1.5 times the natural speed. */
  readonly speed?: number;
  /** Spoken language, as ISO 639-1, for the transcription. */
  readonly language?: string;
  readonly turnDetection?: TurnDetection;
  readonly vadEagerness?: VadEagerness;
  /** 0 to 1; higher wants louder speech. */
  readonly vadThreshold?: number;
  /** Silence that ends a turn, in milliseconds. */
  readonly vadSilenceMs?: number;
  /** Sound kept from before speech was detected, in milliseconds. */
  readonly vadPrefixMs?: number;
  readonly noiseReduction?: NoiseReduction;
  /** Whether speaking over the assistant silences it at once. @default 'on' */
  readonly bargeIn?: 'on' | 'off';
  /** Whether typed words are answered by voice. `auto`: not while there is no microphone. @default 'auto' */
  readonly answers?: Answers;
  /** Where the SDP offer, or the WebSocket, goes. @default OpenAI's `/v1/realtime/calls` */
  readonly realtimeUrl?: string;
  /** Sent as a query parameter where set; an ephemeral token usually fixes the model. */
  readonly model?: string;
  /** The assistant speaks first, prompted so. */
  readonly greeting?: string;
  /** What the assistant says first, word for word. Wins over `greeting`. */
  readonly firstMessage?: string;
  readonly iceServers?: RTCIceServer[];
  /** What the call runs over. @default 'auto' */
  readonly transport?: Transport;
  /**
   * Folder of the files that run on the audio thread, `dist/audio/worklets/` of the package, where a bundler does not
   * take them along. @default beside the script, or a chunk of the bundle
   */
  readonly workletUrl?: string;
  /** Developers look on: names of messages are told. @default false */
  readonly debug?: boolean;
  /** What the page brings into the conversation; the core reads these. */
  readonly tools?: readonly unknown[];
  readonly context?: unknown;
  readonly guardrails?: readonly unknown[];
  readonly agent?: object;
}

/** What these mean is so without a word; the first cannot be told by itself. */
const unsaid: readonly unknown[] = ['on', 'off', 'auto', undefined, null, ''];

/** Whether the page sets something that a server is to be told. */
export function setsSomething(settings: SessionSettings): boolean {
  const {voice, noiseReduction, vadEagerness} = settings;
  return Boolean(
    voice || noiseReduction || vadEagerness || liveSettings.some(name => !unsaid.includes(settings[name])),
  );
}

/** Whether the page brings something that a model must know of before anything is said. */
export function bringsSomething({tools, context, guardrails, agent}: SessionSettings): boolean {
  return Boolean(tools ?? context ?? guardrails ?? agent);
}
