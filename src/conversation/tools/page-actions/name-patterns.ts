import {fold, wildcard} from './fold.js';

/**
 * Words of one purpose, by language: phrases between commas or lines. How a phrase is matched:
 * - spaces may be any separator, or none: `card number` is `card_number` and `cardnumber` too;
 * - `*` stands for more letters: `*passwort*` is in `Passwortfeld`; without, words begin and end where the phrase does;
 * - `=` says that the name is nothing but this, and perhaps a number or how a date is written: `Expires (MM/YY)`;
 * - scripts that are not divided by spaces, or join words to others, need no `*`.
 */
export type WordTable = Readonly<Record<string, string>>;

export function phrasesOf(table: WordTable): readonly string[] {
  return Object.values(table).flatMap(words =>
    words
      .split(/[,\n]/)
      .map(phrase => phrase.trim())
      .filter(Boolean),
  );
}

/** Scripts in which a word may stand within another, or has what belongs to it written onto it. */
const joining =
  /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Deva}\p{sc=Beng}\p{sc=Taml}\p{sc=Thai}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u;

/** What may follow a name that is nothing else: “no.”, months and years in letters, a number. */
const rest = '(?:no )?(?:(?:mm|мм|μμ|ll|[yajrгрε]{2,4}) ?){0,2}(?:\\d+ )?';

/** What finds the phrases of tables in a folded name. */
export function patternOf(...tables: readonly WordTable[]): RegExp {
  const sources = new Set(tables.flatMap(phrasesOf).map(sourceOf));
  return new RegExp([...sources].join('|'), 'gu');
}

function sourceOf(phrase: string): string {
  const folded = fold(phrase.replaceAll('*', wildcard));
  const inner = folded
    .slice(1, -1)
    .replace(new RegExp(`^${wildcard}|${wildcard}$`, 'g'), '')
    .replaceAll(' ', ' ?')
    .replaceAll(wildcard, '[^ ]*');
  if (phrase.startsWith('=')) return `^ ${inner} ${rest}$`;
  const isOpen = joining.test(phrase);
  const start = isOpen || folded.startsWith(` ${wildcard}`) ? '' : ' ';
  const end = isOpen || folded.endsWith(`${wildcard} `) ? '' : ' ';
  return start + inner + end;
}
