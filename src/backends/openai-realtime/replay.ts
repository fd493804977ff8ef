import {maxToldTurns} from '../../state/transcript.js';
import type {Turn} from '../../state/turns.js';
import type {EchoedItems} from './echoed-items.js';

/** A turn is told again up to this many characters: a message must fit the channel. */
const maxReplayLength = 10_000;
/** Of a long conversation the end is told: what a model's context holds beside what is still to come. */
const maxCharacters = 60_000;

/** Tells a new session what was said before, or the end of it. Its echoes are no news. */
export function replay(history: readonly Turn[], echoes: EchoedItems, send: (event: object) => void): void {
  for (const {id, role, text} of endOf(history)) {
    const itemId = `past_${id}`.replace(/\W/g, '_').slice(-32);
    echoes.expect(itemId, role, text, null);
    const type = role === 'user' ? 'input_text' : 'output_text';
    send({
      type: 'conversation.item.create',
      item: {id: itemId, type: 'message', role, content: [{type, text}]},
    });
  }
}

/** The last turns with words, as many as are told again. */
function endOf(history: readonly Turn[]): Turn[] {
  const told: Turn[] = [];
  let characters = 0;
  for (let index = history.length - 1; index >= 0 && told.length < maxToldTurns; index--) {
    const turn = history[index]!;
    const text = turn.text.slice(-maxReplayLength);
    characters += text.length;
    if (characters > maxCharacters) break;
    if (text) told.unshift({...turn, text});
  }
  return told;
}
