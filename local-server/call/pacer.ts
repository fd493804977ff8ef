import {frameMs} from '../audio/format.js';
import type {Clock} from '../engine/clock.js';

/** After a stall longer than this the rhythm starts anew instead of sending a burst. */
const maxCatchUpMs = 200;

/** Calls `tick` every 20 ms on average, without drift: each time is counted from the beginning. */
export class Pacer {
  readonly #clock: Clock;
  readonly #tick: () => void;
  #next: number;
  #cancel = () => {};
  #stopped = false;

  constructor(clock: Clock, tick: () => void) {
    this.#clock = clock;
    this.#tick = tick;
    this.#next = clock.now() + frameMs;
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #schedule(): void {
    this.#cancel = this.#clock.after(Math.max(0, this.#next - this.#clock.now()), () => this.#run());
  }

  #run(): void {
    const now = this.#clock.now();
    if (now - this.#next > maxCatchUpMs) this.#next = now;
    // Timers are coarse: what is due within the next millisecond goes out now.
    while (!this.#stopped && this.#next <= now + 1) {
      this.#next += frameMs;
      this.#tick();
    }
    if (!this.#stopped) this.#schedule();
  }
}
