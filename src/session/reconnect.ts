import type {VoiceError} from '../state/voice-error.js';

/** How a lost connection is repaired: how often, how patiently, for how long. */
export interface ReconnectPolicy {
  /** Milliseconds before each attempt; the number of entries is the number of attempts. */
  readonly delaysMs: readonly number[];
  /** Each delay is lengthened by up to this share, so that many pages do not come back at once. */
  readonly jitter: number;
  /** A session that lived this long was a real one: the attempts are counted anew. @default 10 s */
  readonly steadyMs?: number;
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

/** Statuses by which a server asks for patience: it may well take the same request later. */
const passing = new Set([408, 425, 429]);

/** Whether a server has understood what it is asked for, and does not give it: asking again is of no use. */
export function isClearNo({code, status, detail}: VoiceError): boolean {
  if (code !== 'token-status' && code !== 'connect-status') return false;
  if (detail === 'insufficient_quota') return true;
  return status !== undefined && status >= 400 && status < 500 && !passing.has(status);
}
