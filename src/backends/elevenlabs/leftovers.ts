/** A server that goes on with what was cut sends it without such a pause. */
const pauseMs = 800;

/**
 * Knows which sound is not to be heard any more. Where the server says that it was interrupted, it says up to which
 * message. Where the page cut it, the server does not know: what goes on without a pause is still the same.
 */
export class Leftovers {
  #lastId = -Infinity;
  #lastAt = -Infinity;
  /** Messages up to this one are over. */
  #overUntil = -Infinity;
  /** The page cut what is being sent. */
  #isCut = false;

  /** The number of the last message of sound. */
  get lastId(): number {
    return this.#lastId;
  }

  /** The server stopped. @param id of the message by which it did so */
  interruptedBy(id: number): void {
    // Numbers are those of messages, or of turns: one that was heard was that of what is over.
    this.#overUntil = id === this.#lastId ? id : id - 1;
    this.#isCut = false;
  }

  /** The page does not play the rest of what is being sent. */
  cut(): void {
    this.#isCut = true;
  }

  /** What comes now is something else. */
  end(): void {
    this.#isCut = false;
  }

  /** Sound has come. @returns whether it is to be dropped */
  includes(id: number): boolean {
    const now = performance.now();
    if (this.#isCut && now - this.#lastAt > pauseMs) this.#isCut = false;
    const isOver = id <= this.#overUntil || this.#isCut;
    this.#lastAt = now;
    if (id > this.#overUntil) this.#lastId = id;
    return isOver;
  }
}
