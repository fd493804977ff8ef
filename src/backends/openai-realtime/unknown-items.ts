import {objectAt, textAt, type WireObject} from '../../session/json.js';

/** What was sent so long before a turn was committed had reached the server by then. */
const reachedMs = 500;

/** Items that a response is wanted for, until the server knows them: one that begins after that responds to them. */
export class UnknownItems {
  /** When they were sent, by their ids; results of calls by those of the calls. */
  readonly #sentAt = new Map<string, number>();
  /** Something is to be responded to that is no item. */
  #other = false;

  get isEmpty(): boolean {
    return !this.#other && !this.#sentAt.size;
  }

  /** @param id of an item, or of the call whose result it is; without one only a turn of the user can confirm it */
  add(id?: string): void {
    if (id) this.#sentAt.set(id, performance.now());
    else this.#other = true;
  }

  clear(): void {
    this.#sentAt.clear();
    this.#other = false;
  }

  /** Reads along what the server says. */
  read(event: WireObject): void {
    const type = textAt(event, 'type');
    if (type === 'input_audio_buffer.committed') this.#turnCommitted();
    const item = objectAt(event, 'item');
    const isNews = /^conversation\.item\.(added|created|done)$/.test(type);
    if (isNews && textAt(item, 'type') === 'function_call_output')
      this.#sentAt.delete(textAt(item, 'call_id'));
  }

  /** Not every server confirms items; and who spoke meanwhile is responded to first. */
  #turnCommitted(): void {
    this.#other = false;
    const before = performance.now() - reachedMs;
    for (const [id, sentAt] of this.#sentAt) if (sentAt < before) this.#sentAt.delete(id);
  }
}
