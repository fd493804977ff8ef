import {forgetOldest} from '../../session/forget-oldest.js';
import {objectAt, textAt, type WireObject} from '../../session/json.js';

/** More than fit into the context of a model. */
const maxItems = 2_048;

/**
 * What the server keeps of the conversation, so that it can be taken away. What it knows of the page stays, and so do
 * calls that wait for their results.
 */
export class ServerItems {
  readonly #ids = new Set<string>();
  /** Items of calls whose results are not there, by the ids of the calls. */
  readonly #calls = new Map<string, string>();

  /** Reads along what the page sends. */
  sent(event: object): void {
    if (textAt(event as WireObject, 'type') === 'conversation.item.create')
      this.#add(objectAt(event as WireObject, 'item'));
  }

  /** Reads along what the server says. */
  read(event: WireObject): void {
    const type = textAt(event, 'type');
    if (type === 'input_audio_buffer.committed') this.#keep(textAt(event, 'item_id'));
    else if (type === 'conversation.item.deleted') this.#ids.delete(textAt(event, 'item_id'));
    else if (/item\.(added|created|done)$/.test(type)) this.#add(objectAt(event, 'item'));
  }

  /** Has the server forget all of it. */
  clear(send: (event: object) => void): void {
    const ids = [...this.#ids];
    this.#ids.clear();
    for (const item_id of ids) send({type: 'conversation.item.delete', item_id});
  }

  #add(item: WireObject): void {
    const [type, id, callId] = [textAt(item, 'type'), textAt(item, 'id'), textAt(item, 'call_id')];
    if (type === 'function_call') {
      this.#calls.set(callId, id);
      forgetOldest(this.#calls, maxItems);
    } else if (type === 'function_call_output') {
      this.#keep(id);
      this.#keep(this.#calls.get(callId) ?? '');
    } else if (type === 'message' && textAt(item, 'role') !== 'system') this.#keep(id);
  }

  #keep(id: string): void {
    if (id) this.#ids.add(id);
    forgetOldest(this.#ids, maxItems);
  }
}
