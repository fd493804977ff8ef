import type {Turn} from './turns.js';

/** Chinese and Japanese. */
const wordless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

/** What was heard of a turn, as nearly as its length tells: all of one that was not interrupted. */
export function heardText({text, interrupted, heardMs = Infinity}: Turn): string {
  if (!interrupted) return text;
  let [heard, last, left] = ['', '', heardMs];
  for (const letter of text) {
    if (left <= 0) {
      // To the end of a word, where there are words.
      const words = wordless.test(last + letter) ? undefined : /^.*(?=\s)/s.exec(heard + letter);
      return `${(words?.[0] ?? heard).trimEnd()} …`;
    }
    heard += last = letter;
    left -= 1_000 / lettersPerSecond(letter);
  }
  return `${text} …`;
}

/** Hardly a voice says more: what is certainly not heard yet is beyond it. */
function lettersPerSecond(letter: string): number {
  if (wordless.test(letter)) return 5;
  return /\p{sc=Hangul}/u.test(letter) ? 8 : 20;
}
