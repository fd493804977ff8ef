import {create, start, type RunningRealtimeServer} from './listening-server.js';
import type {RealtimeServerOptions} from './options.js';
import type {RealtimeServer, ServerParts} from './server.js';
import {EspeakTextToSpeech} from './speech/espeak.js';

export * from './exports.js';
export {RealtimeServer} from './server.js';
export {isLoopback} from './http/access.js';
export {Call} from './call/call.js';
export {queryName} from './faults/fault-table.js';
export {servicesFromEnvironment, describeServices, type ChosenServices} from './from-environment.js';
export {makeSpeechWav, renderSpeech, type SpeechPart} from './speech-wav.js';
export {EspeakTextToSpeech} from './speech/espeak.js';

/** Makes the server without a port, to be mounted in another HTTP server. Warms it up first. */
export function createRealtimeServer(options: RealtimeServerOptions = {}): Promise<RealtimeServer> {
  return create(withVoice(options));
}

/**
 * Makes the server and listens. After `close()` nothing of it keeps the process alive.
 * @throws where other machines would reach it and it has no `apiKey`
 */
export function startRealtimeServer(options: RealtimeServerOptions = {}): Promise<RunningRealtimeServer> {
  return start(withVoice(options));
}

/** What speaks where the options have no voice. */
function withVoice(options: RealtimeServerOptions): ServerParts {
  return {options, createVoice: () => new EspeakTextToSpeech()};
}
