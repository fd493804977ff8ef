import type {Responder} from '../responders/responder.js';
import type {FaultOptions} from '../faults/fault-table.js';
import type {SpeechToText} from '../speech-to-text/speech-to-text.js';
import type {TextToSpeech} from '../speech/text-to-speech.js';
import type {Clock} from './clock.js';
import type {Conversation} from './conversation.js';
import type {WireEvent} from './events.js';
import type {AudioOutput} from './playback.js';
import type {EndpointingDefaults, SessionConfig} from './session-config.js';
import type {ServiceFailure} from '../services/service-failure.js';

/** What responds, speaks and understands, and how fast. */
export interface EngineServices {
  responder: Responder;
  speak: TextToSpeech;
  /** Absent: spoken turns have no words. */
  understand?: SpeechToText;
  clock: Clock;
  endpointing: EndpointingDefaults;
  /** Generated seconds of sound per second. */
  generationSpeed: number;
  /** Pause before an answer, as a model needs to think. */
  thinkingMs: number;
  /** Time between two transcript deltas. */
  deltaIntervalMs: number;
  /** Stands in for the words of a spoken turn where there is no speech recognition. */
  placeholderTranscript?: (spokenMs: number) => string;
  /** One of them failed. */
  reportFailure(failure: Omit<ServiceFailure, 'callId'>): void;
  /** What is to go wrong, asked anew each time. */
  faults(): FaultOptions;
}

/** What the parts of the engine share. */
export interface EngineContext {
  readonly services: EngineServices;
  readonly conversation: Conversation;
  readonly conversationId: string;
  readonly output: AudioOutput;
  /** The current session; replaced as a whole by each update. */
  session: SessionConfig;
  emit(event: WireEvent): void;
}
