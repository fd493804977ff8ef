import type {Clock} from '../../../local-server/engine/clock.js';

/** Time that only passes when told to. */
export class VirtualClock implements Clock {
  #now = 0;
  #timers: Array<{at: number; action: () => void}> = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, action: () => void): () => void {
    const timer = {at: this.#now + ms, action};
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer);
    };
  }

  /** Lets time pass, with everything that is due in it, one after the other. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter(timer => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
      await settle();
    }
    this.#now = end;
  }
}

/** Runs all promise reactions that are pending. */
async function settle(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
}
