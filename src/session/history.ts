import {heardText} from '../state/heard-text.js';
import type {Turn, TurnRole} from '../state/turns.js';

/** What a session takes, as far as the page can know: the host cuts by what the model counts. */
const maxItems = 128;
/** The endpoint of GPT-Live takes 64 kB in all; an offer has about ten. */
const defaultMaxBytes = 40_000;
/** The end of a longer turn is told. */
const maxCharacters = 8_000;

/** What was said before, as a new session takes it. */
export interface HistoryItem {
  readonly role: TurnRole;
  readonly text: string;
}

/** The end of what was said, as much as a new session takes. It must not be told as said what was not heard. */
export function historyOf(turns: readonly Turn[], maxBytes = defaultMaxBytes): HistoryItem[] {
  const encoder = new TextEncoder();
  const items: HistoryItem[] = [];
  let bytes = 0;
  for (const turn of turns.toReversed()) {
    const said = turn.role === 'assistant' ? heardText(turn) : turn.text;
    const text = endOf(said.trim());
    if (!text) continue;
    const item = {role: turn.role, text};
    bytes += encoder.encode(JSON.stringify(item)).length + 1;
    if (bytes > maxBytes || items.length === maxItems) break;
    items.unshift(item);
  }
  return items;
}

function endOf(text: string): string {
  // Half of a character is none.
  return text
    .slice(-maxCharacters)
    .replace(/^[\uDC00-\uDFFF]/, '')
    .trimStart();
}
