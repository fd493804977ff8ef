import {parseFaults, type FaultOptions} from './fault-table.js';

/** What is to go wrong now. */
export class CurrentFaults {
  readonly #failures = new Map<string, number>();
  #all: FaultOptions;

  constructor(all: FaultOptions) {
    this.#all = all;
  }

  replace(all: FaultOptions): void {
    this.#all = all;
    this.#failures.clear();
  }

  /** The faults of all, and those of one request or call, which come first. */
  with(own: FaultOptions): FaultOptions {
    return {...this.#all, ...own};
  }

  /** Counts the requests of a kind; answers whether this one is among the first `times`, which are to fail. */
  failsNow(kind: string, times: number): boolean {
    const count = (this.#failures.get(kind) ?? 0) + 1;
    this.#failures.set(kind, count);
    return count <= times;
  }
}

/** What one request asks to go wrong: its `?fault=`. */
export class RequestedFaults {
  readonly expression: string;
  readonly faults: FaultOptions;

  /** @throws for faults with wrong names, and where no request may ask for any */
  constructor(url: URL, allowed: boolean) {
    this.expression = url.searchParams.get('fault') ?? '';
    if (this.expression && !allowed) throw new Error('This server takes no faults by request.');
    this.faults = parseFaults(this.expression);
  }
}
