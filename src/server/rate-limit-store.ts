/** How often a client asked in the current window. */
export interface RateLimitHit {
  /** Requests so far, this one included. */
  readonly count: number;
  /** Seconds until counting starts anew. */
  readonly resetSeconds: number;
}

/** Counts requests. One of your own can share the counts between servers (Redis, KV). */
export interface RateLimitStore {
  /**
   * Counts one request.
   * @param key whose it is; a stranger may have made it up
   * @param windowSeconds how long a window lasts that begins with this request
   */
  hit(key: string, windowSeconds: number): RateLimitHit | Promise<RateLimitHit>;
}

interface Window {
  count: number;
  readonly endsAt: number;
}

/** Counts in the memory of this process. */
export class MemoryRateLimitStore implements RateLimitStore {
  readonly #windows = new Map<string, Window>();
  readonly #maxKeys: number;
  readonly #now: () => number;

  /**
   * @param options.maxKeys how many clients are counted; beyond that the oldest is forgotten. Default 10,000
   * @param options.now a clock in milliseconds; default `Date.now`
   */
  constructor({maxKeys = 10_000, now = Date.now}: {maxKeys?: number; now?: () => number} = {}) {
    this.#maxKeys = maxKeys;
    this.#now = now;
  }

  hit(key: string, windowSeconds: number): RateLimitHit {
    const now = this.#now();
    let window = this.#windows.get(key);
    if (!window || window.endsAt <= now) {
      this.#windows.delete(key); // So that the newest stands last.
      this.#makeRoom(now);
      window = {count: 0, endsAt: now + windowSeconds * 1000};
      this.#windows.set(key, window);
    }
    window.count += 1;
    return {count: window.count, resetSeconds: Math.ceil((window.endsAt - now) / 1000)};
  }

  /** A flood of made-up clients must not fill the memory. */
  #makeRoom(now: number): void {
    if (this.#windows.size < this.#maxKeys) return;
    for (const [key, {endsAt}] of this.#windows) if (endsAt <= now) this.#windows.delete(key);
    while (this.#windows.size >= this.#maxKeys) {
      const [oldest] = this.#windows.keys();
      this.#windows.delete(oldest!);
    }
  }
}
