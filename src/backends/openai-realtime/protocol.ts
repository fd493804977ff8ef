import type {TurnRole} from '../../state/turns.js';
import type {TurnReport} from '../../state/voice-event.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {forgetOldest} from '../../session/forget-oldest.js';
import {presentName} from './dialects.js';
import {EchoedItems, imageSign} from './echoed-items.js';
import {ItemTexts} from './item-texts.js';
import {serverError, type ProtocolNotice} from './server-error.js';
import {
  contentText,
  costOf,
  hasImage,
  hasSound,
  responseProblem,
  responseStatus,
  turnRole,
  usageOf,
} from './wire-fields.js';
import {countAt, objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';

type Events = readonly VoiceSessionEvent[];
const nothing: Events = [];

/** Answers whose turns may still be interrupted. */
const maxResponses = 8;

/** A repeated event comes soon after the first; an answer has far fewer items. */
const maxEvents = 128;

/**
 * Reads what the server says: it becomes what the conversation understands. Unknown events are ignored.
 * @see https://platform.openai.com/docs/api-reference/realtime-server-events
 */
export class RealtimeProtocol {
  readonly echoes = new EchoedItems();
  /** Whether the server puts into words what the user says. */
  transcribes = true;
  readonly #texts = new ItemTexts();
  /** What came last, as text, by its id; null where ids mean nothing. */
  #recentEvents: Map<string, string> | null = new Map();
  /** What was heard of the user last. */
  #heard = '';
  readonly #itemsOfResponse = new Map<string, Set<string>>();
  /** Responses that are no part of the conversation. */
  readonly #outOfBand = new Set<string>();
  /** Responses that were under way when the conversation was cleared: what they say is not wanted any more. */
  readonly #forgotten = new Set<string>();
  readonly #turnIdSuffix: string;
  readonly #onNotice: (notice: ProtocolNotice) => void;
  /** The answer that began last, and the one that is heard. */
  #lastResponse = '';
  #sounding: string | undefined;

  /**
   * @param turnIdSuffix keeps the turns of one call apart from those of another: some servers count items from 1
   * @param onNotice told what matters to responses only
   */
  constructor(turnIdSuffix = '', onNotice: (notice: ProtocolNotice) => void = () => {}) {
    this.#turnIdSuffix = turnIdSuffix;
    this.#onNotice = onNotice;
  }

  /** Reads one message of the server. Never throws. */
  read(event: WireObject): Events {
    if (this.#isRepeated(event)) return nothing;
    const type = presentName(textAt(event, 'type'));
    if (this.isOutOfBand(event)) return type === 'response.done' ? costOf(event) : nothing;
    const events = Object.hasOwn(this.#handlers, type) ? this.#handlers[type]!(event) : nothing;
    const response = textAt(event, 'response_id') || textAt(objectAt(event, 'response'), 'id');
    return this.#forgotten.has(response) ? events.filter(({type}) => !type.startsWith('turn-')) : events;
  }

  /** The conversation is cleared. @param id of a response that belongs to what was; unset: the one that began last */
  forgetResponse(id = this.#lastResponse): void {
    if (id) this.#forgotten.add(id);
    forgetOldest(this.#forgotten, maxResponses);
  }

  #isForgotten(itemId: string): boolean {
    return [...this.#forgotten].some(id => this.#itemsOfResponse.get(id)?.has(itemId));
  }

  readonly #handlers: Readonly<Record<string, (event: WireObject) => Events>> = {
    error: event => serverError(objectAt(event, 'error'), this.#onNotice),

    'input_audio_buffer.speech_started': () => [{type: 'speech-started'}],
    'input_audio_buffer.speech_stopped': () => [{type: 'speech-stopped'}],
    'input_audio_buffer.committed': event => [
      ...this.#turnStarted(textAt(event, 'item_id'), 'user', textAt(event, 'previous_item_id')),
      ...(this.transcribes ? nothing : this.#itemFinished(textAt(event, 'item_id'))),
      {type: 'input-committed'},
    ],

    'conversation.item.added': event => this.#itemAdded(event),
    'conversation.item.input_audio_transcription.delta': event => this.#textDelta(event, 'user'),
    'conversation.item.input_audio_transcription.completed': event => {
      this.#heard = textAt(event, 'transcript');
      return this.#itemText(textAt(event, 'item_id'), 'user', this.#heard);
    },
    'conversation.item.input_audio_transcription.failed': event => {
      this.#texts.delete(textAt(event, 'item_id'));
      return this.#withTurn(event, id => ({type: 'transcription-failed', id}));
    },
    'conversation.item.truncated': event =>
      this.#interrupted(textAt(event, 'item_id'), countAt(event, 'audio_end_ms')),
    'conversation.item.deleted': event => this.#withTurn(event, id => ({type: 'turn-removed', id})),

    'response.created': event => {
      this.#lastResponse = textAt(objectAt(event, 'response'), 'id');
      return [{type: 'response-started', responseId: this.#lastResponse}];
    },
    'response.output_item.added': event => this.#outputItem(event, false),
    'response.output_item.done': event => this.#outputItem(event, true),
    'response.output_audio_transcript.delta': event => this.#textDelta(event, 'assistant'),
    'response.output_audio_transcript.done': event => this.#textDone(event, 'transcript'),
    'response.output_text.delta': event => this.#textDelta(event, 'assistant', true),
    'response.output_text.done': event => this.#textDone(event, 'text'),
    'response.done': event => this.#responseDone(objectAt(event, 'response')),

    'output_audio_buffer.started': event => {
      this.#sounding = textAt(event, 'response_id') || this.#lastResponse;
      return [{type: 'playback-started'}];
    },
    'output_audio_buffer.stopped': event => [
      {type: 'playback-stopped', cut: false, responseId: textAt(event, 'response_id') || this.#sounding},
    ],
    'output_audio_buffer.cleared': event => [
      {type: 'playback-stopped', cut: true},
      ...this.#responseInterrupted(textAt(event, 'response_id')),
    ],
  };

  /** Some servers give all their events the same id: an event is a repetition only if all of it is. */
  #isRepeated(event: WireObject): boolean {
    const id = textAt(event, 'event_id');
    if (!id || !this.#recentEvents) return false;
    const [text, before] = [JSON.stringify(event), this.#recentEvents.get(id)];
    if (before !== undefined && before !== text) this.#recentEvents = null;
    else forgetOldest(this.#recentEvents.set(id, text), maxEvents);
    return before === text;
  }

  /**
   * A host's server may have the model answer beside the conversation; only what that costs is told.
   * @see https://platform.openai.com/docs/guides/realtime-conversations#create-responses-outside-the-default-conversation
   */
  isOutOfBand(event: WireObject): boolean {
    const response = objectAt(event, 'response');
    const id = textAt(event, 'response_id') || textAt(response, 'id');
    if (response.conversation_id === null && id) {
      this.#outOfBand.add(id);
      forgetOldest(this.#outOfBand, maxResponses);
    }
    return this.#outOfBand.has(id);
  }

  /** The turn that an item of the server is. */
  turnOf(itemId: string): string {
    return this.echoes.turnOf(itemId) ?? itemId + this.#turnIdSuffix;
  }

  #withTurn(event: WireObject, make: (id: string) => VoiceSessionEvent): Events {
    const itemId = textAt(event, 'item_id');
    return itemId ? [make(this.turnOf(itemId))] : nothing;
  }

  #turnStarted(itemId: string, role: TurnRole, previousItemId: string): Events {
    if (!itemId) return nothing;
    const after = previousItemId ? {after: this.turnOf(previousItemId)} : {};
    return [{type: 'turn-started', id: this.turnOf(itemId), role, ...after}];
  }

  #itemAdded(event: WireObject): Events {
    const item = objectAt(event, 'item');
    const role = turnRole(item);
    const itemId = textAt(item, 'id');
    const words = contentText(item);
    const sign = words || (hasImage(item) ? imageSign : '');
    if (!role || !itemId || this.#isForgotten(itemId) || this.echoes.recognise(itemId, role, sign))
      return nothing;
    // LocalAI tells what it has just heard once more, as another item.
    if (role === 'user' && words && hasSound(item) && words === this.#heard) {
      this.#heard = '';
      return nothing;
    }
    const started = this.#turnStarted(itemId, role, textAt(event, 'previous_item_id'));
    return role === 'user' && words ? [...started, ...this.#itemText(itemId, role, words)] : started;
  }

  #outputItem(event: WireObject, done: boolean): Events {
    const item = objectAt(event, 'item');
    const itemId = textAt(item, 'id');
    if (textAt(item, 'type') !== 'message' || !itemId) return nothing;
    this.#remember(textAt(event, 'response_id'), itemId);
    if (!done) return this.#turnStarted(itemId, 'assistant', '');
    const text = contentText(item);
    return text ? this.#itemText(itemId, 'assistant', text, !hasSound(item)) : this.#itemFinished(itemId);
  }

  #textDelta(event: WireObject, role: TurnRole, written = false): Events {
    const itemId = textAt(event, 'item_id');
    const delta = textAt(event, 'delta');
    if (!itemId || !delta) return nothing;
    this.#remember(textAt(event, 'response_id'), itemId);
    const text = this.#texts.append(itemId, countAt(event, 'content_index'), delta);
    return text === undefined ? nothing : [this.#turnText(itemId, role, text, false, written)];
  }

  #textDone(event: WireObject, key: 'transcript' | 'text'): Events {
    const itemId = textAt(event, 'item_id');
    if (!itemId || typeof event[key] !== 'string') return nothing;
    const text = this.#texts.finish(itemId, countAt(event, 'content_index'), textAt(event, key));
    return text === undefined ? nothing : [this.#turnText(itemId, 'assistant', text, false, key === 'text')];
  }

  #itemText(itemId: string, role: TurnRole, text: string, written = false): Events {
    if (!itemId) return nothing;
    this.#texts.delete(itemId);
    return [this.#turnText(itemId, role, text, true, written)];
  }

  #turnText(itemId: string, role: TurnRole, text: string, final: boolean, written: boolean): TurnReport {
    return {type: 'turn-text', id: this.turnOf(itemId), role, text, final, ...(written && {written})};
  }
  #itemFinished(itemId: string): Events {
    this.#texts.delete(itemId);
    return itemId ? [{type: 'turn-finished', id: this.turnOf(itemId)}] : nothing;
  }

  #interrupted(itemId: string, heardMs?: number): Events {
    this.#texts.delete(itemId);
    return itemId ? [{type: 'turn-interrupted', id: this.turnOf(itemId), heardMs}] : nothing;
  }

  #responseInterrupted(responseId: string): Events {
    return [...(this.#itemsOfResponse.get(responseId) ?? [])].flatMap(itemId => this.#interrupted(itemId));
  }

  #responseDone(response: WireObject): Events {
    const responseId = textAt(response, 'id');
    const status = responseStatus(response);
    const items = objectsAt(response, 'output').filter(item => textAt(item, 'type') === 'message');
    for (const item of items) this.#remember(responseId, textAt(item, 'id'));
    const closing =
      status === 'cancelled'
        ? this.#responseInterrupted(responseId)
        : [...(this.#itemsOfResponse.get(responseId) ?? [])].flatMap(itemId => this.#itemFinished(itemId));
    const texts = items.flatMap(item =>
      contentText(item)
        ? this.#itemText(textAt(item, 'id'), 'assistant', contentText(item), !hasSound(item))
        : nothing,
    );
    const finished: VoiceSessionEvent = {
      type: 'response-finished',
      responseId,
      status,
      audible: status === 'completed' && items.some(hasSound),
      usage: usageOf(objectAt(response, 'usage')),
    };
    const failed = status === 'failed' || status === 'incomplete';
    return failed
      ? [...texts, ...closing, finished, responseProblem(response)]
      : [...texts, ...closing, finished];
  }

  #remember(responseId: string, itemId: string): void {
    if (!responseId || !itemId) return;
    const items = this.#itemsOfResponse.get(responseId);
    if (items) {
      items.add(itemId);
      forgetOldest(items, maxEvents);
      return;
    }
    this.#itemsOfResponse.set(responseId, new Set([itemId]));
    forgetOldest(this.#itemsOfResponse, maxResponses);
  }
}
