import type {EngineServices} from '../engine/context.js';
import type {JsonObject, WireEvent} from '../engine/events.js';
import type {AudioOutput} from '../engine/playback.js';
import type {HistoryEntry} from '../responders/responder.js';
import type {LiveSession} from './session.js';

/** What the parts of a GPT-Live session share. */
export interface LiveContext {
  readonly services: EngineServices;
  readonly output: AudioOutput;
  /** Everything said and done so far, oldest first. */
  readonly history: HistoryEntry[];
  /** Aborted when the session is over. */
  readonly signal: AbortSignal;
  /** The current session; replaced as a whole by each update. */
  session: LiveSession;
  /** Sends an event. `cause` is the client event that it answers. */
  emit(event: WireEvent, cause?: JsonObject): void;
  /** Sends an error of the server's own. */
  fail(code: string, message: string): void;
  /** Where the session's timeline is: whole milliseconds since its beginning. */
  now(): number;
}
