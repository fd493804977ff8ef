import type {Turn} from '../../state/turns.js';
import type {EchoedItems} from './echoed-items.js';

/** A turn is told again up to this many characters: a message must fit the channel. */
const longestReplay = 10_000;

/** Tells a new session what was said before. Its echoes are no news. */
export function replay(history: readonly Turn[], echoes: EchoedItems, send: (event: object) => void): void {
  for (const {id, role, text} of history) {
    if (!text) continue;
    const itemId = `past_${id}`.replace(/\W/g, '_').slice(-32);
    echoes.expect(itemId, role, text, null);
    const type = role === 'user' ? 'input_text' : 'output_text';
    send({
      type: 'conversation.item.create',
      item: {id: itemId, type: 'message', role, content: [{type, text: text.slice(-longestReplay)}]},
    });
  }
}
