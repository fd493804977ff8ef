import {heardText} from '../../state/heard-text.js';
import {maxToldTurns} from '../../state/transcript.js';
import type {Turn} from '../../state/turns.js';

/** About 4,000 tokens: the end of what was said. */
const maxCharacters = 16_000;

/**
 * What was said before, for a conversation that goes on from it: the server has no way to resume one, nor to be told
 * turns. It must not be told as said what was not heard. Empty where there is nothing.
 */
export function historyText(turns: readonly Turn[]): string {
  const lines: string[] = [];
  let length = 0;
  for (const turn of turns.slice(-maxToldTurns).toReversed()) {
    const said = (turn.role === 'assistant' ? heardText(turn) : turn.text).trim();
    if (!said) continue;
    const line = `${turn.role === 'assistant' ? 'You' : 'User'}: ${JSON.stringify(said)}`;
    length += line.length;
    if (length > maxCharacters) break;
    lines.unshift(line);
  }
  if (!lines.length) return '';
  const opening =
    'The conversation was interrupted for technical reasons, and goes on. This was said before:';
  return `${opening}\n${lines.join('\n')}\nDo not greet again, and do not speak of the interruption.`;
}
