import {forgetOldest} from '../../session/forget-oldest.js';
import type {TurnReport} from '../../state/voice-event.js';

/** What an item says, in parts: each is known in deltas, and then as a whole. */
interface ItemText {
  readonly responseId: string;
  readonly parts: string[];
  part: string;
  /** The last part was told as a whole. */
  isWhole: boolean;
}

/** More items than this are never in the making at once; older ones are leftovers of late events. */
const maxItems = 64;
/** Words of what was spoken may come so much later than the end of the response. */
const lateWordsMs = 1_000;

/** What the assistant says, in words: deltas become the whole text of a turn so far. */
export class SpokenTexts {
  readonly #emit: (report: TurnReport) => void;
  readonly #turnOf: (itemId: string) => string;
  readonly #items = new Map<string, ItemText>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(turnOf: (itemId: string) => string, emit: (report: TurnReport) => void) {
    this.#turnOf = turnOf;
    this.#emit = emit;
  }

  add(responseId: string, itemId: string, delta: string, written: boolean): void {
    if (!itemId || !delta) return;
    const item = this.#itemOf(responseId, itemId);
    if (item.isWhole) {
      item.parts.push(item.part);
      item.part = '';
    }
    item.isWhole = false;
    item.part += delta;
    this.#tell(itemId, item, written);
  }

  /** A part is complete. @param text all of it; undefined where the server does not say it again */
  complete(responseId: string, itemId: string, text: string | undefined, written: boolean): void {
    if (!itemId || !text) return;
    const item = this.#itemOf(responseId, itemId);
    item.part = text;
    item.isWhole = true;
    this.#tell(itemId, item, written);
  }

  /** No more comes of an item. */
  itemDone(itemId: string): void {
    if (this.#items.delete(itemId)) this.#emit({type: 'turn-finished', id: this.#turnOf(itemId)});
  }

  /** No more comes of a response, but for words that are late. */
  responseDone(responseId: string): void {
    for (const [itemId, item] of this.#items)
      if (item.responseId === responseId && item.isWhole) this.itemDone(itemId);
    clearTimeout(this.#timer);
    if (this.#items.size) this.#timer = setTimeout(() => this.#finish(responseId), lateWordsMs);
  }

  /** Another response begins: what came before is complete. */
  next(): void {
    clearTimeout(this.#timer);
    for (const itemId of this.#items.keys()) this.itemDone(itemId);
  }

  /** A response was cut: its turns end here. @param heardMs of each item that was heard, in milliseconds */
  cut(responseId: string, heardMs: ReadonlyMap<string, number>): void {
    for (const [itemId, item] of this.#items)
      if (item.responseId === responseId && !heardMs.has(itemId)) this.#interrupt(itemId);
    for (const [itemId, ms] of heardMs) this.#interrupt(itemId, ms);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #finish(responseId: string): void {
    for (const [itemId, item] of this.#items) if (item.responseId === responseId) this.itemDone(itemId);
  }

  #interrupt(itemId: string, heardMs?: number): void {
    this.#items.delete(itemId);
    this.#emit({
      type: 'turn-interrupted',
      id: this.#turnOf(itemId),
      ...(heardMs !== undefined && {heardMs}),
    });
  }

  #itemOf(responseId: string, itemId: string): ItemText {
    let item = this.#items.get(itemId);
    if (!item) {
      item = {responseId, parts: [], part: '', isWhole: false};
      this.#items.set(itemId, item);
      forgetOldest(this.#items, maxItems);
    }
    return item;
  }

  #tell(itemId: string, {parts, part}: ItemText, written: boolean): void {
    const text = [...parts, part].join(' ');
    this.#emit({
      type: 'turn-text',
      id: this.#turnOf(itemId),
      role: 'assistant',
      text,
      final: false,
      ...(written && {written}),
    });
  }
}
