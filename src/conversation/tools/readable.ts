import type {Snapshot} from '../../state/snapshot.js';

/** What the assistant gave, as an object where it is one. */
export function readable(json: string): unknown {
  try {
    return JSON.parse(json || '{}');
  } catch {
    return json;
  }
}

/** A name in words: `add_to_cart` is “add to cart”. */
export function spelt(name: string): string {
  return name.replace(/[_-]+/g, ' ').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

/** How much the person has said, in turns. */
export function saidBy({turns}: Snapshot): number {
  return turns.filter(({role}) => role === 'user').length;
}
