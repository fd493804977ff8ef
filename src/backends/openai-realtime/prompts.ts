import {Generation} from '../../session/generation.js';

/** What responses that wait are to be about: one prompt a response, in order. */
export class Prompts {
  #waiting: string[] = [];
  /** What was asked for, and has not begun. */
  #asked: string | undefined;
  readonly #generation = new Generation();

  get isEmpty(): boolean {
    return !this.#waiting.length;
  }

  add(prompt: string): void {
    this.#waiting.push(prompt);
  }

  /** The prompt of the response that is asked for now, if it has one. */
  ask(): string | undefined {
    return (this.#asked = this.#waiting.shift());
  }

  /** The response has begun. */
  begun(): void {
    this.#asked = undefined;
  }

  /** The response was refused: it is asked for again, about the same. */
  refused(): void {
    if (this.#asked) this.#waiting.unshift(this.#asked);
  }

  /** The user was first, or wants nothing more: nothing that waits is said. */
  drop(): void {
    this.#waiting = [];
    this.#generation.end();
  }

  /** @returns whether nothing was dropped since, when it is asked */
  stillWanted(): () => boolean {
    return this.#generation.stillWanted();
  }
}
