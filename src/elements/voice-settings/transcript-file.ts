import {heardText} from '../../state/heard-text.js';
import type {Turn, Turns} from '../../state/turns.js';

/** How the two sides are called in a text. */
export interface Speakers {
  readonly user: string;
  readonly assistant: string;
}

/** What was said, to read. */
export function transcriptAsText(turns: Turns, speakers: Speakers): string {
  const said = turns.filter(isSaid);
  return said.map(turn => `${speakers[turn.role]}: ${heardText(turn)}\n`).join('\n');
}

/** What was said, for machines. */
export function transcriptAsJson(turns: Turns): string {
  const said = turns.filter(isSaid);
  const entries = said.map(({role, text, interrupted, heardMs}) => ({
    role,
    text,
    ...(interrupted && {interrupted, heardMs}),
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}

/** What waits to be sent was not said. */
function isSaid({text, waiting}: Turn): boolean {
  return text !== '' && !waiting;
}

/** Lets the person keep a text as a file. It goes nowhere else. */
export function download(text: string, type: 'text/plain' | 'application/json'): void {
  const address = URL.createObjectURL(new Blob([text], {type: `${type};charset=utf-8`}));
  const link = document.createElement('a');
  link.href = address;
  const day = new Date().toISOString().slice(0, 10);
  link.download = `conversation-${day}.${type === 'text/plain' ? 'txt' : 'json'}`;
  link.click();
  // Not at once: some browsers read it only after this task.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
