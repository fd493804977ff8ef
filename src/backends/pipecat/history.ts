import {heardText} from '../../state/heard-text.js';
import type {Turn, TurnRole} from '../../state/turns.js';

const maxItems = 128;
/** The rest of what an endpoint takes is for the offer. */
const maxCharacters = 30_000;

/** What was said before, as the bot is told it. */
export interface HistoryItem {
  readonly role: TurnRole;
  readonly text: string;
}

/** The end of what was said. It must not be told as said what was not heard. */
export function historyOf(turns: readonly Turn[]): HistoryItem[] {
  const items: HistoryItem[] = [];
  let left = maxCharacters;
  for (const turn of turns.slice(-maxItems).toReversed()) {
    const text = (turn.role === 'assistant' ? heardText(turn) : turn.text).trim();
    left -= text.length;
    if (left < 0) break;
    if (text) items.unshift({role: turn.role, text});
  }
  return items;
}
