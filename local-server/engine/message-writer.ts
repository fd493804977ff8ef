import {samplesToMs} from '../audio/format.js';
import {delay} from './clock.js';
import type {EngineContext} from './context.js';
import type {ContentPart, ConversationItem} from './conversation.js';
import {createId} from './identifiers.js';
import {wordGroups} from './sentences.js';
import {synthesize} from './synthesis.js';

/** Where an output item stands in its response. */
export interface OutputPlace {
  responseId: string;
  outputIndex: number;
  /** False for out-of-band responses, whose items stay out of the conversation. */
  inConversation: boolean;
}

/** Says one sentence after the other as one assistant message, with all the events that belong to it. */
export class MessageWriter {
  readonly item: ConversationItem;
  readonly #context: EngineContext;
  readonly #place: OutputPlace;
  readonly #spoken: boolean;
  readonly #voice: string;
  readonly #part: ContentPart;
  readonly #signal: AbortSignal;
  #closed = false;
  #voiceFailed = false;

  constructor(
    context: EngineContext,
    place: OutputPlace,
    spoken: boolean,
    voice: string,
    signal: AbortSignal,
  ) {
    this.#context = context;
    this.#place = place;
    this.#spoken = spoken;
    this.#voice = voice;
    this.#signal = signal;
    this.#part = spoken ? {type: 'output_audio', transcript: ''} : {type: 'output_text', text: ''};
    this.item = {
      wire: {
        id: createId('item_'),
        object: 'realtime.item',
        type: 'message',
        status: 'in_progress',
        role: 'assistant',
        content: [],
      },
      audioMs: 0,
    };
    announceItem(context, place, this.item);
    this.#event('response.content_part.added', {part: partOf(this.#part)});
    this.item.wire.content = [this.#part];
  }

  /** Length of the sound made so far. */
  get audioMs(): number {
    return this.item.audioMs;
  }

  /** Whether the voice failed: then the message goes on as words alone. */
  get voiceFailed(): boolean {
    return this.#voiceFailed;
  }

  /** Resolves when the sentence is generated, which is long before it is played. */
  async say(sentence: string): Promise<void> {
    const tasks = [this.#streamWords(sentence)];
    if (this.#spoken && !this.#voiceFailed) tasks.push(this.#synthesize(sentence));
    await Promise.all(tasks);
  }

  /** Ends the message; further sentences are ignored. */
  close(status: 'completed' | 'incomplete'): void {
    if (this.#closed) return;
    this.#closed = true;
    const words = this.#words;
    if (this.#spoken) {
      this.#event('response.output_audio.done', {});
      this.#event('response.output_audio_transcript.done', {transcript: words});
    } else {
      this.#event('response.output_text.done', {text: words});
    }
    this.#event('response.content_part.done', {part: partOf(this.#part)});
    concludeItem(this.#context, this.#place, this.item, status);
  }

  get #words(): string {
    return (this.#spoken ? this.#part.transcript : this.#part.text) ?? '';
  }

  async #streamWords(sentence: string): Promise<void> {
    const {clock, deltaIntervalMs, faults} = this.#context.services;
    const interval = faults().slowDeltas ?? deltaIntervalMs;
    for (const delta of wordGroups(sentence)) {
      if (this.#closed || this.#signal.aborted) return;
      if (this.#spoken) this.#part.transcript = this.#words + delta;
      else this.#part.text = this.#words + delta;
      this.#event(this.#spoken ? 'response.output_audio_transcript.delta' : 'response.output_text.delta', {
        delta,
      });
      await delay(clock, interval, this.#signal);
    }
  }

  async #synthesize(sentence: string): Promise<void> {
    const {speed} = this.#context.session.audio.output;
    const options = {voice: this.#voice, speed, signal: this.#signal};
    const spoken = await synthesize(this.#context.services, sentence, options, pcm => this.#write(pcm));
    this.#voiceFailed ||= !spoken;
  }

  #write(pcm: Int16Array): void {
    if (this.#closed) return;
    this.item.audioMs += samplesToMs(pcm.length);
    this.#context.output.write(this.#place.responseId, this.item.wire.id, pcm);
  }

  #event(type: string, fields: Record<string, unknown>): void {
    this.#context.emit({
      type,
      response_id: this.#place.responseId,
      item_id: this.item.wire.id,
      output_index: this.#place.outputIndex,
      content_index: 0,
      ...fields,
    });
  }
}

/** The part as `content_part` events name it. */
function partOf(part: ContentPart): ContentPart {
  return part.type === 'output_audio'
    ? {type: 'audio', transcript: part.transcript}
    : {type: 'text', text: part.text};
}

/** Puts a new output item into the response and the conversation. */
export function announceItem(context: EngineContext, place: OutputPlace, item: ConversationItem): void {
  const wire = {...item.wire};
  context.emit({
    type: 'response.output_item.added',
    response_id: place.responseId,
    output_index: place.outputIndex,
    item: wire,
  });
  if (!place.inConversation) return;
  const previous = context.conversation.add(item);
  context.emit({type: 'conversation.item.added', previous_item_id: previous, item: wire});
}

/** Marks an output item as finished in the response and the conversation. */
export function concludeItem(
  context: EngineContext,
  place: OutputPlace,
  item: ConversationItem,
  status: 'completed' | 'incomplete',
): void {
  item.wire.status = status;
  const wire = structuredClone(item.wire);
  context.emit({
    type: 'response.output_item.done',
    response_id: place.responseId,
    output_index: place.outputIndex,
    item: wire,
  });
  if (!place.inConversation) return;
  context.emit({
    type: 'conversation.item.done',
    previous_item_id: context.conversation.idBefore(item.wire.id),
    item: wire,
  });
}
