import {VoiceError} from '../state/voice-error.js';
import {isTimeout, withDeadline} from './deadline.js';
import type {SessionFinding} from './voice-session.js';

/** What a look at one thing found. */
export type Found = Omit<SessionFinding, 'name'>;

/** What a look found that met this error. */
export function failing(error: unknown): Found {
  const {code, status, detail, help} = VoiceError.from(error);
  const said = [status, detail].filter(Boolean).join(', ');
  return {code, help, detail: help.includes(said) ? undefined : said};
}

/**
 * Looks at one thing for a diagnosis, which must not take long.
 * @param late what it means when it takes longer
 */
export async function lookInTime(
  name: SessionFinding['name'],
  limitMs: number,
  late: VoiceError['code'],
  signal: AbortSignal,
  check: (signal: AbortSignal) => Promise<Found>,
): Promise<SessionFinding> {
  try {
    return {name, ...(await withDeadline(limitMs, signal, check))};
  } catch (error) {
    if (!isTimeout(error)) throw error;
    return {name, code: late, detail: `no answer in ${limitMs / 1000} s`};
  }
}
