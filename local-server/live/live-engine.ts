import {frameSamples} from '../audio/format.js';
import type {CallEngine, EngineSurroundings} from '../engine/call-engine.js';
import type {EngineServices} from '../engine/context.js';
import {ClientEventError, isObject, type JsonObject, type WireEvent} from '../engine/events.js';
import {createId} from '../engine/identifiers.js';
import type {HistoryEntry} from '../responders/responder.js';
import {LiveClientEvents} from './client-events.js';
import {Conduct} from './conduct.js';
import type {LiveContext} from './context.js';
import {Delegations} from './delegations.js';
import {isSent} from './permissions.js';
import {ResponsesBackend} from './responses-backend.js';
import {historyOf, type LiveSession} from './session.js';
import {Speaking} from './speaking.js';

/** A new session costs this much at once. */
const minBilledSeconds = 15;
const usageEveryMs = 5_000;
const silence = new Int16Array(frameSamples);

export interface LiveEngineOptions extends EngineServices, EngineSurroundings {
  session: LiveSession;
  /** What was said in the session that this one goes on with. */
  forkedHistory?: readonly HistoryEntry[];
}

/**
 * A conversation in the protocol of GPT-Live: full duplex, without turns. JSON events and frames of sound in, JSON events
 * and sound out. It knows nothing of how they travel.
 */
export class LiveEngine implements CallEngine {
  readonly #options: LiveEngineOptions;
  readonly #context: LiveContext;
  readonly #abort = new AbortController();
  readonly #speaking: Speaking;
  readonly #conduct: Conduct;
  readonly #clientEvents: LiveClientEvents;
  #startedAt: number;
  #muted = false;

  constructor(options: LiveEngineOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    const context: LiveContext = {
      services: options,
      output: options.createOutput(event => this.#speaking.onPlayback(event)),
      history: [...(options.forkedHistory ?? []), ...historyOf(options.session)],
      signal: this.#abort.signal,
      session: options.session,
      emit: (event, cause) => this.#emit(event, cause),
      fail: (code, message) => this.#emit(describeError('server_error', code, message)),
      now: () => Math.round(options.clock.now() - this.#startedAt),
    };
    this.#context = context;
    this.#speaking = new Speaking(context);
    const backend = new ResponsesBackend(context, this.#speaking);
    const delegations = new Delegations(context, this.#speaking, backend);
    this.#conduct = new Conduct(context, this.#speaking, delegations);
    this.#clientEvents = new LiveClientEvents({
      context,
      conduct: this.#conduct,
      speaking: this.#speaking,
      delegations,
      backend,
      setMuted: muted => (this.#muted = muted),
      close: cause => {
        this.#close('close_requested', cause);
        options.hangUp('the page closed the session');
      },
    });
  }

  get session(): Readonly<JsonObject> {
    return this.#context.session as unknown as JsonObject;
  }

  /** What was said and done so far. */
  get history(): readonly HistoryEntry[] {
    return this.#context.history;
  }

  open(): void {
    this.#startedAt = this.#options.clock.now();
    this.#emit({type: 'session.started', session: this.#context.session});
    const {allowed_client_events: client, allowed_server_events: server} =
      this.#context.session.client.data_channel;
    if (client !== 'all' || server !== 'all') {
      const message =
        'The events of this data channel are restricted; see client.data_channel of the session.';
      this.#emit({type: 'info', code: 'data_channel_permissions', message});
    }
    this.#tellUsage();
  }

  receiveAudio(frame: Int16Array): void {
    if (!this.#abort.signal.aborted) this.#conduct.hearing.push(this.#muted ? silence : frame);
  }

  receiveText(text: string): void {
    if (this.#abort.signal.aborted) return;
    let event: unknown;
    try {
      event = JSON.parse(text);
    } catch {
      return this.#refuse(new ClientEventError('invalid_json', 'The message is not valid JSON.'), {});
    }
    const known = isObject(event) ? event : {};
    try {
      if (typeof known.type !== 'string')
        throw new ClientEventError(
          'missing_required_parameter',
          "Missing required parameter: 'type'.",
          'type',
        );
      this.#clientEvents.handle(known as WireEvent);
    } catch (error) {
      if (error instanceof ClientEventError) this.#refuse(error, known);
      else this.#emit(describeError('server_error', 'internal_error', String(error)), known);
    }
  }

  say(text: string): void {
    if (!this.#abort.signal.aborted) this.#speaking.say(text);
  }

  expire(): void {
    this.#close(this.#options.faults().closeReason ?? 'expired');
  }

  close(): void {
    this.#abort.abort();
  }

  serverError(): JsonObject {
    const message = 'The server had an error while processing your request. Sorry about that!';
    return complete(describeError('server_error', 'server_error', message));
  }

  #close(reason: string, cause?: JsonObject): void {
    if (this.#abort.signal.aborted) return;
    const {session} = this.#context;
    const usage = {seconds: this.#seconds};
    this.#emit({type: 'session.closed', reason, session, usage}, cause);
    this.close();
  }

  #tellUsage(): void {
    if (this.#abort.signal.aborted) return;
    this.#emit({type: 'session.usage.updated', usage: {seconds: this.#seconds}});
    const cancel = this.#options.clock.after(usageEveryMs, () => {
      this.#abort.signal.removeEventListener('abort', cancel);
      this.#tellUsage();
    });
    this.#abort.signal.addEventListener('abort', cancel, {once: true});
  }

  get #seconds(): number {
    return Math.max(minBilledSeconds, Math.ceil(this.#context.now() / 1000));
  }

  #refuse({code, message, param}: ClientEventError, cause: JsonObject): void {
    this.#emit(describeError('invalid_request_error', code, message, param), cause);
  }

  #emit(event: WireEvent, cause: JsonObject = {}): void {
    if (this.#abort.signal.aborted) return;
    if (!isSent(event, this.#context.session.client.data_channel)) return;
    const id = typeof cause.event_id === 'string' ? cause.event_id : undefined;
    const caused = id === undefined ? event : {...event, client_event_id: id};
    if (id !== undefined && isObject(caused.error)) caused.error = {...caused.error, client_event_id: id};
    // What is sent must not change when the engine works on with the same objects.
    this.#options.send(structuredClone(complete(caused)));
  }
}

function complete({type, ...fields}: WireEvent): WireEvent {
  return {type, event_id: createId('event_'), ...fields};
}

function describeError(type: string, code: string, message: string, param?: string | null): WireEvent {
  return {type: 'error', error: {type, code, message, ...(param ? {param} : {})}};
}
