import type {Turn} from './turns.js';

/** No voice says more in a second, in letters: what is certainly not heard yet is beyond it. */
const charactersPerSecond = 20;

/** What was heard of a turn, as nearly as its length tells: all of one that was not interrupted. */
export function heardText({text, interrupted, heardMs}: Turn): string {
  if (!interrupted) return text;
  if (heardMs === undefined) return `${text} …`;
  const length = Math.ceil((heardMs / 1000) * charactersPerSecond);
  if (length >= text.length) return `${text} …`;
  // To the end of a word, where there are words.
  const [heard] = /^.*(?=\s)/s.exec(text.slice(0, length + 1)) ?? [text.slice(0, length)];
  return `${heard.trimEnd()} …`;
}
