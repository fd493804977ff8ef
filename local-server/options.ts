import type {Responder} from './responders/responder.js';
import type {EndpointingDefaults} from './engine/session-config.js';
import type {FaultOptions} from './faults/fault-table.js';
import type {SpeechToText} from './speech-to-text/speech-to-text.js';
import type {ServiceFailure} from './services/service-failure.js';
import type {TextToSpeech} from './speech/text-to-speech.js';

/** Everything about the local realtime server that can be chosen; all of it is optional. */
export interface RealtimeServerOptions {
  /** 0 (the default) takes a free port. */
  port?: number;
  /** 127.0.0.1 by default. With a host that other machines reach, it listens only where `apiKey` is set. */
  host?: string;
  /** What is to go wrong from the start. */
  faults?: FaultOptions;
  /** Defaults of turn detection: `{threshold: 0.5, prefixMs: 300, silenceMs: 500}`. */
  endpointing?: Partial<EndpointingDefaults>;
  /** Decides what is answered; the scripted responder by default. */
  responder?: Responder;
  /** Understands speech; unset by default: spoken turns then have no words. */
  understand?: SpeechToText;
  /** Speaks; eSpeak NG by default, and a tone for each word in the npm package. */
  speak?: TextToSpeech;
  /** Words for spoken turns where `understand` is unset. */
  placeholderTranscript?: (spokenMs: number) => string;
  /** Session settings of every call, sparse, as in `session.update`. */
  session?: Record<string, unknown>;
  /** What `POST /session` makes GPT-Live sessions with, sparse: delegation, voice, what the page may send. */
  liveSession?: Record<string, unknown>;
  /**
   * The long-lived key: for `POST /v1/realtime/client_secrets` and `POST /v1/live/sessions`, and in place of a token. Once it is set, `/token` asks for
   * it, too. `sk-local` by default.
   */
  apiKey?: string;
  /** Names beside those of this machine that a server without a key of its own answers to: what `Host` may say. */
  allowedHosts?: readonly string[];
  /**
   * Origins (`https://shop.example`) whose pages may use a server without a key of its own, beside those of this machine and
   * of `allowedHosts`. With a key all may.
   */
  allowedOrigins?: readonly string[];
  /** Whether `?fault=` acts: unless `apiKey` is set, by default. */
  requestFaults?: boolean;
  /** 60 seconds by default. */
  tokenLifetimeSeconds?: number;
  /** 60 minutes by default. */
  sessionSeconds?: number;
  /** Pause before an answer; 150 ms by default. */
  thinkingMs?: number;
  /** Generated seconds of sound per second; 4 by default. */
  generationSpeed?: number;
  /** Time between two transcript deltas; 25 ms by default. */
  deltaIntervalMs?: number;
  /** Prints one line per request and call. */
  log?: boolean;
  /** Told when a service fails; prints one line by default, whatever `log` says. */
  onServiceFailure?(failure: ServiceFailure): void;
}
