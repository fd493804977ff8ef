import type {WireEvent} from '../../test/helpers/wire.js';
import type {Random} from './random.js';

/** Ids and words that are names of something in JavaScript, secrets, and others that a page must survive. */
const hostileTexts = [
  ...['', '__proto__', 'constructor', 'hasOwnProperty', 'toString', 'then', 'length', 'item_user1', 'resp_2'],
  ...['<img src=x onerror=alert(1)>', 'javascript:alert(1)', '\u202e\u2066abc', '\ud800', '\u0000', '\uffff'],
  ...['sk-proj-1', 'ek_1', 'You said hello'],
];
const hostileNumbers = [-1, 0, 0.5, 63, 64, 2 ** 31, 2 ** 53, 1e300, Number.MIN_VALUE, -0];
const mixture = [null, [], {type: 'message'}, {content: [null]}, 'text', 7];

/** A value that does not belong where it is put. */
function oddValue(random: Random): unknown {
  switch (random.below(8)) {
    case 0:
      return undefined;
    case 1:
      return null;
    case 2:
      return random.chance(0.5);
    case 3:
      return random.pick(hostileNumbers);
    case 4:
      return random.chance(0.5) ? [] : {};
    case 5:
      return structuredClone(mixture);
    default:
      return random.pick(hostileTexts);
  }
}

/** A copy of the event in which one value, anywhere, is another one or is gone. */
export function damageEvent(event: WireEvent, random: Random): unknown {
  const copy = structuredClone(event);
  const {holder, key} = random.pick(placesIn(copy));
  const value = oddValue(random);
  // A list keeps what it has, among other things.
  if (Array.isArray(holder[key]) && random.chance(0.5)) holder[key].push(...structuredClone(mixture));
  else if (value === undefined) delete holder[key];
  else setOwn(holder, random.chance(0.1) ? '__proto__' : key, value);
  return copy;
}

/** A copy of the event in which one value is a very long text. */
export function inflateEvent(event: WireEvent, characters: number, random: Random): unknown {
  const copy = structuredClone(event);
  const {holder, key} = random.pick(placesIn(copy));
  holder[key] = 'word '.repeat(characters / 5);
  return copy;
}

type Holder = Record<string, unknown>;
interface Place {
  readonly holder: Holder;
  readonly key: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap(key => [{holder, key}, ...placesIn(holder[key])]);
}

/** Also where the key is `__proto__`, which an assignment would take for something else. */
function setOwn(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {value, writable: true, enumerable: true, configurable: true});
}
