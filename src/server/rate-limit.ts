import {clientOf} from './client-address.js';
import {describeError, logLine} from './describe-error.js';
import {callHost, kindOf, type HostCallLimits} from './host-callback.js';
import {HostError} from './host-error.js';
import {networkOf} from './ip-address.js';
import {defaultMaxStarts, defaultWindowSeconds, isObject, type RateLimitOptions} from './options.js';
import {MemoryRateLimitStore, type RateLimitHit, type RateLimitStore} from './rate-limit-store.js';
import {attempt} from './report.js';

/** Longer keys are made up. */
const maxKeyLength = 256;

const unknownClient = 'unknown';

/** Keeps one client from starting calls at the cost of the site. */
export class RateLimit {
  readonly #max: number;
  readonly #windowSeconds: number;
  readonly #key: RateLimitOptions['key'];
  readonly #store: RateLimitStore;
  readonly #maker: string;
  /** Told once for each handler, not for each visitor. */
  #warned = false;

  /** @param maker the function of this package that makes the handler, for the console */
  constructor(
    {
      max = defaultMaxStarts,
      windowSeconds = defaultWindowSeconds,
      key,
      store = new MemoryRateLimitStore(),
    }: RateLimitOptions,
    maker: string,
  ) {
    this.#maker = maker;
    this.#max = max;
    this.#windowSeconds = windowSeconds;
    this.#key = key;
    this.#store = store;
  }

  /**
   * @returns whom it counted, as a log may name it
   * @throws {HostError} `rate-limited`, or `rate-limit-unavailable` when the store cannot count
   */
  async check(request: Request, user: string | undefined, limits: HostCallLimits): Promise<string> {
    const key = await this.#keyOf(request, user, limits);
    const {count, resetSeconds} = await this.#count(key, limits);
    if (count <= this.#max) return shown(key);
    throw new HostError('rate-limited', {
      detail: logLine(`More than ${this.#max} in ${this.#windowSeconds} s: ${shown(key)}`),
      retryAfterSeconds: Math.max(1, Math.ceil(resetSeconds)),
    });
  }

  async #count(key: string, limits: HostCallLimits): Promise<RateLimitHit> {
    try {
      const hit: unknown = await callHost({...limits, name: 'rateLimit.store'}, () =>
        this.#store.hit(key, this.#windowSeconds),
      );
      return checkedHit(hit, this.#windowSeconds);
    } catch (error) {
      if (error instanceof HostError && error.code !== 'internal') throw error;
      const {detail, cause} =
        error instanceof HostError ? error : {detail: describeError(error), cause: error};
      throw new HostError('rate-limit-unavailable', {detail, cause});
    }
  }

  async #keyOf(request: Request, user: string | undefined, limits: HostCallLimits): Promise<string> {
    const own = this.#key && (await this.#ownKey(this.#key, request, limits));
    const network = own && networkOf(own);
    if (network) return `address:${network}`;
    if (own) return `key:${own}`.slice(0, maxKeyLength);
    const key = clientKey(request, user);
    if (key === unknownClient) this.#warn();
    return key;
  }

  async #ownKey(
    key: NonNullable<RateLimitOptions['key']>,
    request: Request,
    limits: HostCallLimits,
  ): Promise<string> {
    const own: unknown = await callHost({...limits, name: 'rateLimit.key'}, () => key(request));
    if (typeof own === 'string') return own;
    if (own === undefined || own === null) return '';
    throw new HostError('internal', {detail: `rateLimit.key returned ${kindOf(own)}, not a string.`});
  }

  #warn(): void {
    if (this.#warned) return;
    this.#warned = true;
    attempt(() =>
      console.warn(`${this.#maker} cannot tell clients apart and counts them together: set rateLimit.key.`),
    );
  }
}

/** Whose request it is, by what the server itself knows. */
export function clientKey(request: Request, user: string | undefined): string {
  const address = clientOf(request);
  const key = user ? `user:${user}` : address ? `address:${address}` : unknownClient;
  return key.slice(0, maxKeyLength);
}

/** Whom a log may name. A key of the site's own may be a header that lets its owner in. */
function shown(key: string): string {
  return key.startsWith('key:') ? 'a key of rateLimit.key' : key;
}

/** A count that is none would let every client in. */
function checkedHit(hit: unknown, windowSeconds: number): RateLimitHit {
  const {count, resetSeconds} = isObject(hit) ? hit : {};
  if (typeof count !== 'number' || Number.isNaN(count)) {
    throw new TypeError('rateLimit.store did not return {count, resetSeconds} with a number as count.');
  }
  const known = typeof resetSeconds === 'number' && resetSeconds >= 0 && resetSeconds < Infinity;
  return {count, resetSeconds: known ? resetSeconds : windowSeconds};
}
