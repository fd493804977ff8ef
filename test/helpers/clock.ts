import {stub} from './stub.js';

interface Timer {
  readonly due: number;
  readonly every: number | null;
  readonly run: () => void;
}

/**
 * A clock that goes only when told to: timers and `performance.now` for the rest of the test.
 * A test that uses it calls `restoreStubs` in `afterEach`.
 */
export class Clock {
  #now = 1_000;
  #count = 0;
  readonly #timers = new Map<number, Timer>();

  constructor() {
    const set =
      (repeats: boolean) =>
      (run: () => void, ms = 0): number => {
        this.#timers.set(++this.#count, {due: this.#now + ms, every: repeats ? ms : null, run});
        return this.#count;
      };
    const clear = (id: number): boolean => this.#timers.delete(id);
    stub(globalThis, 'setTimeout', set(false));
    stub(globalThis, 'setInterval', set(true));
    stub(globalThis, 'clearTimeout', clear);
    stub(globalThis, 'clearInterval', clear);
    stub(performance, 'now', () => this.#now);
  }

  /** How many timers are running. */
  get running(): number {
    return this.#timers.size;
  }

  /** Milliseconds until the next timer is due, or null. */
  get next(): number | null {
    const dues = [...this.#timers.values()].map(timer => timer.due - this.#now);
    return dues.length ? Math.min(...dues) : null;
  }

  /** Waits, without letting time pass, until a timer is set that is due in exactly so long. */
  async armed(ms: number): Promise<void> {
    for (let turn = 0; this.next !== ms; turn++) {
      if (turn > 5_000) throw new Error(`No timer of ${ms} ms; the next is due in ${this.next}`);
      await settled();
    }
  }

  /** Lets time pass, running what becomes due in between, and then what follows from it. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    // What waits for a module that is there already takes some turns of its own.
    for (let turn = 0; turn < 3; turn++) await import('./stub.js');
    for (;;) {
      await settled();
      if (!this.#runNext(end)) break;
    }
    this.#now = end;
  }

  /** The same where nothing that follows is asynchronous: many times faster. */
  passAtOnce(ms: number): void {
    const end = this.#now + ms;
    while (this.#runNext(end));
    this.#now = end;
  }

  /** @returns whether a timer was due until then */
  #runNext(end: number): boolean {
    const [id, timer] = [...this.#timers].sort((one, other) => one[1].due - other[1].due)[0] ?? [];
    if (id === undefined || !timer || timer.due > end) return false;
    this.#now = Math.max(this.#now, timer.due);
    if (timer.every === null) this.#timers.delete(id);
    else this.#timers.set(id, {...timer, due: this.#now + Math.max(1, timer.every)});
    timer.run();
    return true;
  }
}

/** Resolves when every promise that can go on by itself has done so. */
export function settled(): Promise<void> {
  const {port1, port2} = new MessageChannel();
  return new Promise(resolve => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
