import {ClientEventError, type JsonObject, type WireEvent} from '../engine/events.js';
import {clientEventShapes} from './client-event-shapes.js';
import type {Conduct} from './conduct.js';
import type {LiveContext} from './context.js';
import type {Delegations} from './delegations.js';
import {requireAllowed} from './permissions.js';
import type {ResponsesBackend} from './responses-backend.js';
import {updateLiveSession} from './session.js';
import type {Speaking} from './speaking.js';

/** A token has four letters, about. */
const maxContentLength = 500 * 4;

/** Thinking is no order, but a model that reads this falls silent. */
const asksForSilence = /\b(?:stop|silence|silent|quiet)\b/iu;

/** What the client events act on. */
interface LiveParts {
  readonly context: LiveContext;
  readonly conduct: Conduct;
  readonly speaking: Speaking;
  readonly delegations: Delegations;
  readonly backend: ResponsesBackend;
  setMuted(muted: boolean): void;
  close(cause: JsonObject): void;
}

type Handler = (event: WireEvent) => void;

/** Carries out what a client asks, and refuses what it may not ask. */
export class LiveClientEvents {
  readonly #context: LiveContext;
  readonly #handlers: Readonly<Record<string, Handler>>;

  constructor({context, conduct, speaking, delegations, backend, setMuted, close}: LiveParts) {
    this.#context = context;
    const mute = (muted: boolean): Handler => {
      const type = `session.input_audio.${muted ? 'muted' : 'unmuted'}`;
      return event => {
        setMuted(muted);
        context.emit({type}, event);
      };
    };
    const append = (kind: string, act: (content: string) => void): Handler => {
      return event => {
        const content = String(event.content);
        delegations.check(event.delegation_id as string | null);
        if (content.length > maxContentLength)
          throw new ClientEventError('content_too_long', 'The content has more than 500 tokens.', 'content');
        const start_ms = context.now();
        context.emit({type: `session.${kind}.appended`, start_ms, end_ms: start_ms}, event);
        act(content);
      };
    };
    const remember = (text: string) => context.history.push({role: 'system', text});
    this.#handlers = {
      'session.update': event => {
        context.session = updateLiveSession(context.session, event.session);
        context.emit({type: 'session.updated', session: context.session}, event);
      },
      'session.input_audio.mute': mute(true),
      'session.input_audio.unmute': mute(false),
      'session.instructions.append': append('instructions', remember),
      'session.thinking.append': append('thinking', content => {
        delegations.cancelAcknowledgements();
        remember(content);
        if (asksForSilence.test(content)) conduct.yield();
      }),
      'session.commentary.append': append('commentary', content => {
        delegations.cancelAcknowledgements();
        speaking.say(content);
      }),
      'response.item.create': event => {
        // Asks for Responses delegation, which it needs.
        void backend.tools;
        backend.addItem(event.item as JsonObject);
      },
      'response.create': () => backend.create(),
      'session.close': close,
    };
  }

  /** Throws a ClientEventError for what is unknown, not allowed, or cannot be done. */
  handle(event: WireEvent): void {
    const {type} = event;
    const shape = Object.hasOwn(clientEventShapes, type) ? clientEventShapes[type] : undefined;
    if (!shape) {
      const known = Object.keys(clientEventShapes).map(name => `'${name}'`);
      throw new ClientEventError(
        'invalid_value',
        `Invalid value: '${type}'. Supported values are: ${known.join(', ')}.`,
        'type',
      );
    }
    requireAllowed(type, this.#context.session.client.data_channel);
    shape(event, '');
    this.#handlers[type]?.(event);
  }
}
