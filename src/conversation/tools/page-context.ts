import type {Wire} from '../../backends/openai-realtime/companion.js';
import {objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';
import {outputText} from './output-text.js';

/** Tells the assistant about the page, as an item of the conversation that is replaced when the page changes. */
export class PageContext {
  #given: unknown;
  #told = '';
  /** As the server knows the item; empty until it has said so. */
  #itemId = '';
  /** The items that another one has replaced. */
  readonly #outdated = new Set<string>();
  #count = 0;

  /** A new session knows nothing. */
  reset(): void {
    this.#given = undefined;
    this.#told = this.#itemId = '';
    this.#outdated.clear();
  }

  /** Tells it, if it is news. */
  tell(context: unknown, wire: Wire): void {
    if (context === this.#given) return;
    this.#given = context;
    const text = context === undefined || context === null ? '' : `About this page: ${outputText(context)}`;
    if (text === this.#told) return;
    if (this.#itemId) this.#delete(this.#itemId, wire);
    else if (this.#told) this.#outdated.add(this.#told); // To be deleted as soon as its id is known.
    this.#itemId = '';
    this.#told = text;
    if (!text) return;
    wire.send({
      type: 'conversation.item.create',
      item: {
        id: `page_context_${++this.#count}`,
        type: 'message',
        role: 'system',
        content: [{type: 'input_text', text}],
      },
    });
  }

  /** Learns the id under which the server keeps the item: not every server takes ours. */
  read(event: WireObject, wire: Wire): void {
    const item = objectAt(event, 'item');
    if (textAt(item, 'role') !== 'system') return;
    const id = textAt(item, 'id');
    const [text = ''] = objectsAt(item, 'content').map(part => textAt(part, 'text'));
    if (text && text === this.#told) this.#itemId = id;
    else if (this.#outdated.delete(text)) this.#delete(id, wire);
  }

  #delete(id: string, wire: Wire): void {
    wire.send({type: 'conversation.item.delete', item_id: id});
  }
}
