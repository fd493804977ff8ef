import type {EngineServices} from './engine/context.js';
import {defaultEndpointing} from './engine/session-config.js';
import type {RealtimeServerOptions} from './options.js';
import {ScriptedResponder} from './responders/scripted-responder.js';
import type {TextToSpeech} from './speech/text-to-speech.js';

/** What responds, speaks and understands in every call of a server. */
export type SharedServices = Omit<EngineServices, 'clock' | 'faults' | 'reportFailure'>;

/** As the options of the server have it. */
export function sharedServices(options: RealtimeServerOptions, speak: TextToSpeech): SharedServices {
  const {understand, placeholderTranscript} = options;
  return {
    responder: options.responder ?? new ScriptedResponder(),
    speak,
    ...(understand ? {understand} : {}),
    ...(placeholderTranscript ? {placeholderTranscript} : {}),
    endpointing: {...defaultEndpointing, ...options.endpointing},
    generationSpeed: options.generationSpeed ?? 4,
    thinkingMs: options.thinkingMs ?? 150,
    deltaIntervalMs: options.deltaIntervalMs ?? 25,
  };
}
