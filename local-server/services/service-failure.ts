import {ServiceError} from './service-error.js';

/** The language model, text to speech, speech to text. */
export type ServiceKind = 'llm' | 'tts' | 'stt';

/** A service failed: which one, how, and after how long. */
export interface ServiceFailure {
  readonly service: ServiceKind;
  /** As the service calls itself, such as `kokoro at localhost:8880`. */
  readonly name: string;
  /** A `ServiceError` from the services over HTTP, else what was thrown. */
  readonly error: unknown;
  /** From the request to the failure, in milliseconds. */
  readonly ms: number;
  /** Id of the call. */
  readonly callId: string;
}

/** A failure on one line, for a log. */
export function describeFailure({service, name, error, ms, callId}: ServiceFailure): string {
  const what = error instanceof ServiceError ? error.message : `failed: ${nameOf(error)}`;
  return `${callId}: ${service.toUpperCase()} (${name}) ${what}, after ${Math.round(ms)} ms`;
}

/** Of an error that is none of ours the message may hold what was said: a parser repeats what it reads. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
