import {forgetOldest} from '../../session/forget-oldest.js';
import {objectAt, textAt, type WireObject} from '../../session/json.js';

/** More than fit into the context of a model. */
const maxItems = 2_048;

/** What the server keeps of the conversation, so that it can be taken away. What it knows of the page stays. */
export class ServerItems {
  readonly #ids = new Set<string>();

  /** Reads along what the server says. */
  read(event: WireObject): void {
    const type = textAt(event, 'type');
    const item = objectAt(event, 'item');
    const id = textAt(item, 'id') || textAt(event, 'item_id');
    if (type === 'conversation.item.deleted') this.#ids.delete(id);
    else if (id && /(item\.(added|created)|committed)$/.test(type) && textAt(item, 'role') !== 'system')
      this.#ids.add(id);
    forgetOldest(this.#ids, maxItems);
  }

  /** Has the server forget all of it. */
  clear(send: (event: object) => void): void {
    for (const item_id of this.#ids) send({type: 'conversation.item.delete', item_id});
    this.#ids.clear();
  }
}
