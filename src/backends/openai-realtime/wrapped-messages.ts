import {countAt, parseEvent, textAt, type WireObject} from '../../session/json.js';

/** Characters of base64 that a message may have: as much as a server says at once, and then some. */
const maxLength = 1_000_000;
const maxFragments = 2_000;
/** Messages of which not all is there; an older one is not going to be completed. */
const maxIncomplete = 4;

/** What came of a message. */
interface Incomplete {
  readonly fragments: Map<number, string>;
  readonly total: number;
  length: number;
}

/**
 * Unwraps what a server sends in base64: `full_message`, or several `partial_message`.
 * @see https://github.com/speaches-ai/speaches/blob/master/src/speaches/types/realtime.py
 */
export class WrappedMessages {
  readonly #incomplete = new Map<string, Incomplete>();

  /** @returns the message, or null where it is none, or more of it is to come */
  read(wrapped: WireObject): WireObject | null {
    const data = textAt(wrapped, 'data');
    const whole = textAt(wrapped, 'type') === 'full_message' ? data : this.#joined(wrapped, data);
    return whole && whole.length <= maxLength ? parseEvent(decoded(whole)) : null;
  }

  #joined(wrapped: WireObject, data: string): string | null {
    const id = textAt(wrapped, 'id');
    const [index, total] = [countAt(wrapped, 'fragment_index'), countAt(wrapped, 'total_fragments')];
    if (!id || !(index < total && total <= maxFragments)) return null;
    const message = this.#incomplete.get(id) ?? {fragments: new Map<number, string>(), total, length: 0};
    this.#incomplete.delete(id);
    message.length += data.length;
    message.fragments.set(index, data);
    if (message.total !== total || message.length > maxLength) return null;
    if (message.fragments.size === total)
      return Array.from({length: total}, (_, at) => message.fragments.get(at) ?? '').join('');
    this.#incomplete.set(id, message);
    if (this.#incomplete.size > maxIncomplete) this.#incomplete.delete(this.#incomplete.keys().next().value!);
    return null;
  }
}

/** UTF-8 in base64; null for what is none. */
function decoded(base64: string): string | null {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), character => character.charCodeAt(0)));
  } catch {
    return null;
  }
}
