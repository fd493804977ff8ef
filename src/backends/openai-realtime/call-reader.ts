import {forgetOldest} from '../../session/forget-oldest.js';
import {objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';
import type {ToolCall} from '../../session/session-event.js';

/** Responses in the making at the same time; more are leftovers. */
const maxResponses = 8;
/** Calls that are remembered, so that a server that repeats itself does not have a thing done twice. */
const maxCalls = 256;

/** Collects the calls of a response; they are made once it is complete, since one that is cut off calls nothing. */
export class CallReader {
  readonly #collected = new Map<string, ToolCall[]>();
  readonly #made = new Set<string>();

  /** @returns the calls to be made now */
  read(event: WireObject): readonly ToolCall[] {
    const response = objectAt(event, 'response');
    switch (textAt(event, 'type')) {
      case 'response.output_item.done':
        this.#collect(textAt(event, 'response_id'), [objectAt(event, 'item')]);
        return [];
      case 'response.done':
        return this.#complete(response);
      default:
        return [];
    }
  }

  #complete(response: WireObject): readonly ToolCall[] {
    const id = textAt(response, 'id');
    this.#collect(id, objectsAt(response, 'output'));
    const calls = this.#collected.get(id) ?? [];
    this.#collected.delete(id);
    const status = textAt(response, 'status');
    if (status === 'cancelled' || status === 'failed') return [];
    return calls.filter(({callId}) => this.#isNew(callId));
  }

  #collect(responseId: string, items: readonly WireObject[]): void {
    const calls = this.#collected.get(responseId) ?? [];
    for (const item of items) {
      const callId = textAt(item, 'call_id');
      const cut = textAt(item, 'status') === 'incomplete';
      if (textAt(item, 'type') !== 'function_call' || !callId || cut) continue;
      if (calls.some(call => call.callId === callId)) continue;
      calls.push({callId, name: textAt(item, 'name'), arguments: textAt(item, 'arguments')});
    }
    if (!calls.length) return;
    this.#collected.set(responseId, calls);
    forgetOldest(this.#collected, maxResponses);
  }

  #isNew(callId: string): boolean {
    if (this.#made.has(callId)) return false;
    this.#made.add(callId);
    forgetOldest(this.#made, maxCalls);
    return true;
  }
}
