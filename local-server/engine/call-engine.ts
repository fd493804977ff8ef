import type {EngineServices} from './context.js';
import type {JsonObject, WireEvent} from './events.js';
import type {AudioOutput} from './playback.js';

/** The protocol that a call speaks: JSON events and frames of sound in, JSON events and sound out. */
export interface CallEngine {
  /** The session's configuration as it is now. */
  readonly session: Readonly<JsonObject>;
  /** The channel is open. */
  open(): void;
  /** A frame of 20 ms from the person. */
  receiveAudio(frame: Int16Array): void;
  /** A message from the client. */
  receiveText(text: string): void;
  /** The assistant says this of its own accord. */
  say(text: string): void;
  /** The session's time is over. The connection is the caller's to close. */
  expire(): void;
  /** Stops everything; nothing is sent any more. */
  close(): void;
  /** An error of the server's own. */
  serverError(): JsonObject;
}

/** What a call gives to its engine. */
export interface EngineSurroundings extends Pick<EngineServices, 'clock' | 'faults' | 'reportFailure'> {
  /** Takes the events for the client. */
  send(event: WireEvent): void;
  /** Makes the place where spoken answers go; it may send events of its own. */
  createOutput(emit: (event: WireEvent) => void): AudioOutput;
  /** Takes the connection down, once the last events had time to arrive. */
  hangUp(reason: string): void;
}
