import {clientOf} from './client-address.js';
import type {RateLimitOptions} from './options.js';
import {MemoryRateLimitStore, type RateLimitHit, type RateLimitStore} from './rate-limit-store.js';
import {TokenHandlerError} from './token-handler-error.js';

/** Longer keys are made up. */
const longestKey = 256;

/** Keeps one client from starting conversations at somebody else's cost. */
export class RateLimit {
  readonly #max: number;
  readonly #windowSeconds: number;
  readonly #key: RateLimitOptions['key'];
  readonly #store: RateLimitStore;
  #warned = false;

  constructor({max = 10, windowSeconds = 60, key, store = new MemoryRateLimitStore()}: RateLimitOptions) {
    this.#max = max;
    this.#windowSeconds = windowSeconds;
    this.#key = key;
    this.#store = store;
  }

  /** @throws {TokenHandlerError} `rate-limited`, or `rate-limit-unavailable` when nobody can count */
  async check(request: Request, user: string | undefined): Promise<void> {
    const {count, resetSeconds} = await this.#count(this.#keyOf(request, user));
    if (count <= this.#max) return;
    throw new TokenHandlerError('rate-limited', {retryAfterSeconds: Math.max(1, Math.ceil(resetSeconds))});
  }

  async #count(key: string): Promise<RateLimitHit> {
    try {
      return await this.#store.hit(key, this.#windowSeconds);
    } catch (cause) {
      throw new TokenHandlerError('rate-limit-unavailable', {detail: 'The rate limit store failed.', cause});
    }
  }

  #keyOf(request: Request, user: string | undefined): string {
    const own = this.#key?.(request);
    const key = own ? `key:${own}` : user ? `user:${user}` : this.#addressKey(request);
    return key.slice(0, longestKey);
  }

  #addressKey(request: Request): string {
    const client = clientOf(request);
    if (client) return `address:${client}`;
    if (!this.#warned) {
      this.#warned = true;
      console.warn(
        'createTokenHandler cannot tell clients apart and counts them together: set rateLimit.key.',
      );
    }
    return 'everybody';
  }
}
