import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import type {Turn} from '../../state/turns.js';

/** The last answer that is complete. */
export function lastAnswer(snapshot: Snapshot): Turn | undefined {
  return recentTurns(snapshot).findLast(({role, final, text}) => role === 'assistant' && final && text);
}
