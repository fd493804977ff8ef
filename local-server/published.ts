/* The server as other projects get it, for their tests: without the voice of eSpeak, whose licence is the GPL. */
import {create, start, type RunningRealtimeServer} from './listening-server.js';
import type {RealtimeServerOptions} from './options.js';
import type {RealtimeServer, ServerParts} from './server.js';
import {ToneTextToSpeech} from './speech/tone.js';

export * from './exports.js';
export type {RealtimeServer} from './server.js';
export type {Call} from './call/call.js';
export {LlmResponder} from './responders/llm-responder.js';
export {HttpSpeechToText} from './speech-to-text/http-transcription.js';
export {HttpTextToSpeech} from './speech/http-speech.js';
export {ToneTextToSpeech} from './speech/tone.js';

/** Makes the server without a port, to be mounted in another HTTP server. Warms it up first. */
export function createRealtimeServer(options: RealtimeServerOptions = {}): Promise<RealtimeServer> {
  return create(withTones(options));
}

/**
 * Makes the server and listens. After `close()` nothing of it keeps the process alive. Calls over WebRTC need the packages
 * `werift` and `@evan/opus`; without them it takes calls over a WebSocket only.
 * @throws where other machines would reach it and it has no `apiKey`
 */
export function startRealtimeServer(options: RealtimeServerOptions = {}): Promise<RunningRealtimeServer> {
  return start(withTones(options));
}

/** Where the options have no voice, the assistant hums: a tone for each word. */
function withTones(options: RealtimeServerOptions): ServerParts {
  return {options, createVoice: () => new ToneTextToSpeech()};
}
