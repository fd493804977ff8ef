/* The server as other projects get it, for their tests: without the voice of eSpeak, whose licence is the GPL. */
import {create, start, type RunningRealtimeServer} from './listening-server.js';
import type {RealtimeServerOptions} from './options.js';
import type {RealtimeServer, ServerParts} from './server.js';
import {ToneTextToSpeech} from './speech/tone.js';

export type {RealtimeServerOptions} from './options.js';
export type {RequestRecord} from './http/request-record.js';
export type {RunningRealtimeServer} from './listening-server.js';
export type {RealtimeServer} from './server.js';
export type {Call} from './call/call.js';
export type {CallState, EventMatch, EventRecord} from './call/call-record.js';
export type {LevelSample} from './audio/level.js';
export {faultDescriptions, parseFaults, type FaultName, type FaultOptions} from './faults/fault-table.js';
export type {
  Responder,
  ResponderRequest,
  ResponseChunk,
  HistoryEntry,
  ToolDefinition,
} from './responders/responder.js';
export {ScriptedResponder} from './responders/scripted-responder.js';
export {LlmResponder} from './responders/llm-responder.js';
export {hearInOrder, type SpeechToText} from './speech-to-text/speech-to-text.js';
export {HttpSpeechToText} from './speech-to-text/http-transcription.js';
export type {TextToSpeech} from './speech/text-to-speech.js';
export {HttpTextToSpeech} from './speech/http-speech.js';
export {ToneTextToSpeech} from './speech/tone.js';
export {describeFailure, type ServiceFailure, type ServiceKind} from './services/service-failure.js';
export {ServiceError, type ServiceErrorReason} from './services/service-error.js';

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
