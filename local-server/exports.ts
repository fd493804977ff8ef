/* What the server hands out, to the project itself and to others. */
export type {RealtimeServerOptions} from './options.js';
export type {RequestRecord} from './http/request-record.js';
export type {RunningRealtimeServer} from './listening-server.js';
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
export {hearInOrder, type SpeechToText} from './speech-to-text/speech-to-text.js';
export type {TextToSpeech} from './speech/text-to-speech.js';
export {describeFailure, type ServiceFailure, type ServiceKind} from './services/service-failure.js';
export {ServiceError, type ServiceErrorReason} from './services/service-error.js';
