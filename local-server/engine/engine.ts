import type {CallEngine, EngineSurroundings} from './call-engine.js';
import {ClientEvents} from './client-events.js';
import type {EngineContext, EngineServices} from './context.js';
import {Conversation} from './conversation.js';
import {fromBetaSession, toDialect, type Dialect} from './dialect.js';
import {ClientEventError, isObject, type JsonObject, type WireEvent} from './events.js';
import {createId} from './identifiers.js';
import {Responses} from './responses.js';
import {applySessionUpdate, createSessionConfig, type SessionConfig} from './session-config.js';
import {TurnTaking} from './turn-taking.js';

export interface EngineOptions extends EngineServices, Omit<EngineSurroundings, 'hangUp'> {
  model: string;
  /** Seconds since 1970. */
  expiresAt: number;
  /** What the server and the token set beforehand, each sparse. */
  presets: readonly JsonObject[];
  dialect(): Dialect;
}

/**
 * A conversation in the OpenAI Realtime protocol: JSON events and frames of sound in, JSON events and sound out.
 * It knows nothing of how they travel.
 */
export class ConversationEngine implements CallEngine {
  readonly #options: EngineOptions;
  readonly #context: EngineContext;
  readonly #responses: Responses;
  readonly #turns: TurnTaking;
  readonly #clientEvents: ClientEvents;
  #closed = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    const emit = (event: WireEvent) => this.#emit(event);
    const {model, expiresAt, endpointing, presets} = options;
    const session = presets.reduce<SessionConfig>(
      (current, preset) => applySessionUpdate(current, preset, endpointing, false),
      createSessionConfig(createId('sess_'), model, expiresAt, endpointing),
    );
    this.#context = {
      services: options,
      conversation: new Conversation(),
      conversationId: createId('conv_'),
      output: options.createOutput(emit),
      session,
      emit,
    };
    this.#responses = new Responses(this.#context);
    this.#turns = new TurnTaking(this.#context, this.#responses);
    this.#clientEvents = new ClientEvents(this.#context, this.#responses, this.#turns);
  }

  /** The current session configuration. */
  get session(): Readonly<EngineContext['session']> {
    return this.#context.session;
  }

  /** The channel is open. */
  open(): void {
    this.#emit({type: 'session.created', session: this.#context.session});
  }

  /** A frame of 20 ms from the person. */
  receiveAudio(frame: Int16Array): void {
    if (!this.#closed) this.#turns.push(frame);
  }

  /** A message from the client. */
  receiveText(text: string): void {
    if (this.#closed) return;
    let event: unknown;
    try {
      event = JSON.parse(text);
    } catch {
      this.#refuse(new ClientEventError('invalid_json', 'The message is not valid JSON.'), undefined);
      return;
    }
    if (!isObject(event) || typeof event.type !== 'string') {
      const error = new ClientEventError(
        'missing_required_parameter',
        "Missing required parameter: 'type'.",
        'type',
      );
      this.#refuse(error, isObject(event) ? event.event_id : undefined);
      return;
    }
    this.#handle(event as WireEvent);
  }

  /** The assistant says this of its own accord, in an answer with all its events. */
  say(text: string): void {
    if (!this.#closed) this.#responses.say(text);
  }

  serverError(): JsonObject {
    const message = 'The server had an error while processing your request. Sorry about that!';
    const error = {type: 'server_error', code: null, message, param: null, event_id: null};
    return {type: 'error', event_id: createId('event_'), error};
  }

  /** The session's time is over. The connection is the caller's to close. */
  expire(): void {
    const message = 'Your session hit the maximum duration of 60 minutes.';
    const error = {
      type: 'invalid_request_error',
      code: 'session_expired',
      message,
      param: null,
      event_id: null,
    };
    this.#emit({type: 'error', error});
    this.close();
  }

  /** Stops everything; nothing is sent any more. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#responses.abandon();
    this.#turns.close();
  }

  #handle(event: WireEvent): void {
    try {
      if (this.#options.dialect() === 'beta' && event.type === 'session.update' && isObject(event.session)) {
        this.#clientEvents.handle({...event, session: fromBetaSession(event.session)});
      } else {
        this.#clientEvents.handle(event);
      }
    } catch (error) {
      if (error instanceof ClientEventError) this.#refuse(error, event.event_id);
      else this.#emit({type: 'error', error: describeError(error, event.event_id)});
    }
  }

  #refuse({code, message, param}: ClientEventError, eventId: unknown): void {
    const error = {type: 'invalid_request_error', code, message, param, event_id: eventId ?? null};
    this.#emit({type: 'error', error});
  }

  #emit(event: WireEvent): void {
    if (this.#closed) return;
    const {type, ...fields} = event;
    const translated = toDialect({type, event_id: createId('event_'), ...fields}, this.#options.dialect());
    // What is sent must not change when the engine works on with the same objects.
    if (translated) this.#options.send(structuredClone(translated));
  }
}

function describeError(error: unknown, eventId: unknown): JsonObject {
  return {
    type: 'server_error',
    code: 'internal_error',
    message: String(error),
    param: null,
    event_id: eventId ?? null,
  };
}
