/**
 * Closes what an answer that is still being written has opened, and holds back what cannot be told yet, so that
 * no mark shows as a character first and disappears later.
 */
export function completeMarkdown(text: string): string {
  const fences = text.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0;
  if (fences % 2) return text.replace(/\n`{1,2}$/, ''); // Inside a code block every character is meant.
  const start = text.lastIndexOf('\n\n') + 1;
  let block = text
    .slice(start)
    // A line that has only its marker: list, heading, quote, or what would make a heading of the line before.
    .replace(/(^|\n)[ \t]*(?:[-*+=#>~`_]+|\d+[.)]?)[ \t]*$/, '$1')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*$/, '$1') // [words](addre
    .replace(/!?\[([^\]\n]*)\]?$/, '$1') // [wor
    .replace(/(?<!\\)[*_~`]+$/, marks => (isClosing(text, start, marks) ? marks : ''));
  const withoutCode = block.replace(/`[^`]*`/g, '');
  if (withoutCode.includes('`')) return text.slice(0, start) + block + '`';
  for (const mark of ['~~', '**', '*']) {
    if (count(withoutCode, mark) % 2) block = block.trimEnd() + mark;
  }
  return text.slice(0, start) + block;
}

/** Marks at the end close something if they stand an odd number of times before. */
function isClosing(text: string, start: number, marks: string): boolean {
  return count(text.slice(start, text.length - marks.length), marks) % 2 === 1;
}

function count(text: string, mark: string): number {
  if (mark !== '*') return text.split(mark).length - 1;
  // Single stars, but those of lists: not part of a pair, and not before a space at the start of a line.
  return text.match(/(?<![*\\])\*(?!\*)(?!\s)|(?<=[^*\\\s])\*(?!\*)(?=\s|$)/g)?.length ?? 0;
}
