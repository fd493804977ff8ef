import {forgetOldest} from '../../session/forget-oldest.js';

interface ItemText {
  readonly parts: string[];
  readonly finished: Set<number>;
}

/** More items than this are never in the making at once; older ones are leftovers of late events. */
const maxItems = 64;
/** A server numbers the parts of an item; a number beyond this is nonsense. */
const maxParts = 64;

/** Puts the text of items together from deltas: an item may have several parts, each with its own end. */
export class ItemTexts {
  readonly #items = new Map<string, ItemText>();

  /** Adds a delta. @returns the whole text of the item so far, or undefined when its part is over */
  append(id: string, part: number, delta: string): string | undefined {
    const item = this.#item(id);
    if (!isPart(part) || item.finished.has(part)) return undefined;
    item.parts[part] = (item.parts[part] ?? '') + delta;
    return join(item);
  }

  /** Sets a part's whole text and ends it. @returns the whole text of the item so far */
  finish(id: string, part: number, text: string): string | undefined {
    const item = this.#item(id);
    if (!isPart(part)) return undefined;
    item.finished.add(part);
    item.parts[part] = text;
    return join(item);
  }

  delete(id: string): void {
    this.#items.delete(id);
  }

  #item(id: string): ItemText {
    let item = this.#items.get(id);
    if (!item) {
      item = {parts: [], finished: new Set()};
      this.#items.set(id, item);
      forgetOldest(this.#items, maxItems);
    }
    return item;
  }
}

function isPart(part: number): boolean {
  return Number.isInteger(part) && part < maxParts;
}

function join({parts}: ItemText): string {
  return parts.length === 1 ? (parts[0] ?? '') : parts.filter(Boolean).join(' ');
}
