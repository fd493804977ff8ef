import type {Phase} from './phase.js';

/** Whether a call is on, or about to come. */
export function isCalling({phase}: {readonly phase: Phase}): boolean {
  return phase !== 'idle' && phase !== 'failed';
}
