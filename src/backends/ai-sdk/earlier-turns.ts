import {heardText} from '../../state/heard-text.js';
import {maxToldTurns} from '../../state/transcript.js';
import type {Turn} from '../../state/turns.js';
import {fromPage} from './notes.js';

/** A turn is told again up to this many characters, */
const maxTurnLength = 10_000;
/** and all of them up to this many. */
const maxLength = 60_000;

/** What was said before, to go on from; empty where nothing was. */
export function earlierTurns(history: readonly Turn[]): string {
  const told: string[] = [];
  let length = 0;
  for (const turn of history.slice(-maxToldTurns).reverse()) {
    const words = (turn.role === 'assistant' ? heardText(turn) : turn.text).slice(-maxTurnLength);
    if (!words) continue;
    const line = `${turn.role === 'user' ? 'Person' : 'You'}: ${words}`;
    length += line.length;
    if (length > maxLength) break;
    told.unshift(line);
  }
  if (!told.length) return '';
  return fromPage(`This was said before, and you go on from it:\n${told.join('\n')}`);
}
