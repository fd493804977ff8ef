import {liveMessage, type LiveMessage} from './live-wire.js';
import {maxHistoryItems, type HistoryItem} from './offer.js';

/* What was said before, as the API takes it. */

/** A message counts for more than its text. */
const charactersPerItem = 16;

/** Shorter ends of a message say nothing. */
const minCharacters = 16;

/**
 * The newest of the history that fits behind the site's own input. Of the oldest message that does not fit as a whole,
 * its end is kept.
 */
export function liveInput(
  own: readonly unknown[],
  history: readonly HistoryItem[],
  maxCharacters: number,
): LiveMessage[] {
  let charactersLeft = maxCharacters - (own.length ? JSON.stringify(own).length : 0);
  let itemsLeft = maxHistoryItems - own.length;
  const newestFirst: LiveMessage[] = [];
  for (const {role, text} of history.toReversed()) {
    const clean = cleaned(text);
    if (!clean) continue;
    const room = charactersLeft - charactersPerItem;
    if (itemsLeft < 1 || room < Math.min(clean.length, minCharacters)) break;
    const kept = clean.length <= room ? clean : endOf(clean, room);
    newestFirst.push(liveMessage(role, kept));
    charactersLeft -= kept.length + charactersPerItem;
    itemsLeft -= 1;
  }
  return newestFirst.reverse();
}

/** Without control characters and halves of characters, which a strict reader of JSON refuses. */
function cleaned(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, ' ').trim();
}

function endOf(text: string, characters: number): string {
  const end = `…${text.slice(1 - characters)}`;
  return end.replace(/^…[\udc00-\udfff]/, '…'); // Half a character.
}
