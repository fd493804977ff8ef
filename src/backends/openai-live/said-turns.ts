import {forgetOldest} from '../../session/forget-oldest.js';
import {maxToldTurns} from '../../state/transcript.js';
import type {Turn} from '../../state/turns.js';

/** What was said lately, for a page that is handed a task: the task itself is in it. */
export class SaidTurns {
  readonly #turns = new Map<string, Turn>();
  /** When words of the person came last, as `performance.now()` gave it. */
  #userWordsAt = -Infinity;

  constructor(history: readonly Turn[]) {
    for (const turn of history.slice(-maxToldTurns)) this.#turns.set(turn.id, turn);
  }

  /** Words of the person have come, which may not be part of a turn yet. */
  userHeard(): void {
    this.#userWordsAt = performance.now();
  }

  /** A turn is so now. */
  set(turn: Turn): void {
    this.#turns.set(turn.id, Object.freeze(turn));
    forgetOldest(this.#turns, maxToldTurns);
  }

  /** How long the person's words have been complete, in milliseconds. */
  get settledMs(): number {
    return performance.now() - this.#userWordsAt;
  }

  get turns(): readonly Turn[] {
    return Object.freeze([...this.#turns.values()]);
  }
}
