import {objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';

/** What was told under one id. */
interface Told {
  readonly text: string;
  /** As the server knows the item; empty until it has said so. */
  itemId: string;
}

/**
 * What the model is told that is no turn: system messages. What is told under an id takes the place of what was told
 * before; the item of that is deleted, as soon as it is known under which id the server keeps it.
 */
export class ContextItems {
  readonly #send: (event: object) => void;
  readonly #told = new Map<string, Told>();
  /** Texts of items that another one has replaced, and whose id is not known yet. */
  readonly #outdated: string[] = [];
  #count = 0;

  constructor(send: (event: object) => void) {
    this.#send = send;
  }

  /** @param id of what it replaces; nothing is replaced without one */
  tell(text: string, id = ''): void {
    if (id) this.#forget(id);
    if (!text) return;
    if (id) this.#told.set(id, {text, itemId: ''});
    this.#send({
      type: 'conversation.item.create',
      item: {
        ...(id && {id: `${id}_context_${++this.#count}`}),
        type: 'message',
        role: 'system',
        content: [{type: 'input_text', text}],
      },
    });
  }

  /** Learns the id under which the server keeps an item: not every server takes ours. */
  read(event: WireObject): void {
    const item = objectAt(event, 'item');
    if (textAt(item, 'role') !== 'system') return;
    const itemId = textAt(item, 'id');
    const [text = ''] = objectsAt(item, 'content').map(part => textAt(part, 'text'));
    const outdated = this.#outdated.indexOf(text);
    const told = [...this.#told.values()].find(one => one.text === text && !one.itemId);
    // Those that were told first are confirmed first.
    if (outdated >= 0) {
      this.#outdated.splice(outdated, 1);
      this.#delete(itemId);
    } else if (told) told.itemId = itemId;
  }

  #forget(id: string): void {
    const before = this.#told.get(id);
    this.#told.delete(id);
    if (before?.itemId) this.#delete(before.itemId);
    else if (before) this.#outdated.push(before.text);
  }

  #delete(itemId: string): void {
    this.#send({type: 'conversation.item.delete', item_id: itemId});
  }
}
