import {pcmSampleRate} from '../audio/format.js';
import {Framer} from '../audio/framer.js';
import {Resampler} from '../audio/resampler.js';
import type {EngineContext} from './context.js';
import {parseItem} from './conversation.js';
import {ClientEventError, isObject, type WireEvent} from './events.js';
import type {Responses} from './responses.js';
import {applySessionUpdate} from './session-config.js';
import type {TurnTaking} from './turn-taking.js';

/** Sound in events is PCM16 at this rate, mono. */
const wireSampleRate = 24_000;

type Handler = (event: WireEvent) => void;

/** Everything a client may ask; what is not in the table is answered with an error. */
export class ClientEvents {
  readonly #handlers: Record<string, Handler>;

  constructor(context: EngineContext, responses: Responses, turns: TurnTaking) {
    const {conversation} = context;
    const resampler = new Resampler(wireSampleRate, pcmSampleRate);
    const framer = new Framer();
    this.#handlers = {
      'session.update': event => {
        if (!isObject(event.session)) throw missing('session');
        if (event.session.type === undefined) throw missing('session.type');
        const {endpointing} = context.services;
        const locked = conversation.hasAssistantAudio;
        context.session = applySessionUpdate(context.session, event.session, endpointing, locked);
        turns.configure();
        context.emit({type: 'session.updated', session: context.session});
      },
      'input_audio_buffer.append': event => {
        if (typeof event.audio !== 'string') throw missing('audio');
        for (const frame of framer.push(resampler.process(decodePcm(event.audio)))) turns.push(frame);
      },
      'input_audio_buffer.clear': () => turns.clear(),
      'input_audio_buffer.commit': () => turns.commit(),
      'output_audio_buffer.clear': () => responses.clearOutput(),
      'response.create': event => responses.create(event.response),
      'response.cancel': event => responses.cancel(event.response_id),
      'conversation.item.create': event => {
        const item = parseItem(event.item);
        if (item.wire.type === 'function_call_output') requireCall(context, item.wire.call_id);
        const previous = conversation.add(item, event.previous_item_id as string | null | undefined);
        context.emit({type: 'conversation.item.added', previous_item_id: previous, item: item.wire});
        context.emit({type: 'conversation.item.done', previous_item_id: previous, item: item.wire});
      },
      'conversation.item.retrieve': event => {
        context.emit({type: 'conversation.item.retrieved', item: conversation.get(event.item_id).wire});
      },
      'conversation.item.delete': event => {
        conversation.delete(event.item_id);
        context.emit({type: 'conversation.item.deleted', item_id: event.item_id});
      },
      'conversation.item.truncate': event => responses.truncate(event.item_id, event.audio_end_ms),
    };
  }

  /** Carries out one event; throws a ClientEventError for what cannot be done. */
  handle(event: WireEvent): void {
    const handler = Object.hasOwn(this.#handlers, event.type) ? this.#handlers[event.type] : undefined;
    if (!handler) {
      const known = Object.keys(this.#handlers).map(name => `'${name}'`);
      throw new ClientEventError(
        'invalid_value',
        `Invalid value: '${event.type}'. Supported values are: ${known.join(', ')}.`,
        'type',
      );
    }
    handler(event);
  }
}

function requireCall(context: EngineContext, callId: string | undefined): void {
  if (context.conversation.hasCall(callId)) return;
  throw new ClientEventError(
    'invalid_tool_call_id',
    `Tool call ID '${callId}' not found in conversation.`,
    'item.call_id',
  );
}

function decodePcm(base64: string): Int16Array {
  const bytes = Buffer.from(base64, 'base64');
  const pcm = new Int16Array(Math.floor(bytes.length / 2));
  for (let index = 0; index < pcm.length; index++) pcm[index] = bytes.readInt16LE(index * 2);
  return pcm;
}

function missing(param: string): ClientEventError {
  return new ClientEventError('missing_required_parameter', `Missing required parameter: '${param}'.`, param);
}
