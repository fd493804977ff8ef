/** How a lost connection is repaired: how often, how patiently, for how long. */
export interface ReconnectPolicy {
  /** Milliseconds before each attempt; the number of entries is the number of attempts. */
  readonly delaysMs: readonly number[];
  /** Each delay is lengthened by up to this share, so that many pages do not come back at once. */
  readonly jitter: number;
}

/** At once, then with growing patience, giving up after about a minute. */
export const defaultReconnectPolicy: ReconnectPolicy = {
  delaysMs: [0, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000],
  jitter: 0.3,
};

/** Milliseconds to wait before an attempt (counted from 0), or undefined when it is time to give up. */
export function reconnectDelay(
  attempt: number,
  policy: ReconnectPolicy = defaultReconnectPolicy,
  random: () => number = Math.random,
): number | undefined {
  const delay = policy.delaysMs[attempt];
  return delay === undefined ? undefined : delay * (1 + policy.jitter * random());
}
