import type {WireEvent} from '../../test/helpers/wire.js';
import {damageEvent, inflateEvent} from './damage-event.js';
import {damageText} from './damage-text.js';
import type {Random} from './random.js';
import type {Recording} from './recordings.js';

/** Most are lightly damaged: what is refused at the door never gets to the rooms behind it. */
const disorders: readonly ((events: WireEvent[], random: Random) => WireEvent[])[] = [
  events => events,
  (events, random) => events.filter(() => random.chance(0.9)),
  (events, random) => events.flatMap(event => (random.chance(0.1) ? [event, event] : [event])),
  (events, random) => swapNeighbours(events, 4, random),
  (events, random) => swapNeighbours(events, events.length, random),
  (events, random) =>
    events.map(event => ({...event, type: random.chance(0.05) ? oddType(random) : event.type})),
  (events, random) => events.slice(random.below(events.length)),
  events => [...events, ...events],
];

/** Real conversations of several kinds in a row or in one another, in disorder. */
function disordered(recordings: readonly Recording[], random: Random): WireEvent[] {
  let events: WireEvent[] = [...random.pick(recordings)];
  for (let more = random.below(3); more > 0; more--) {
    const other = random.pick(recordings);
    events = random.chance(0.5) ? [...events, ...other] : interleave(events, other, random);
  }
  for (let count = 1 + random.below(2); count > 0; count--) events = random.pick(disorders)(events, random);
  // With their ids, events that come twice are known to be the same.
  return random.chance(0.5) ? events.map(event => ({...event, event_id: undefined})) : events;
}

/** What comes over the wire in one conversation that goes wrong. */
export function makeTraffic(recordings: readonly Recording[], random: Random): unknown[] {
  const rate = random.pick([0, 0.02, 0.1, 0.5]);
  return disordered(recordings, random).map(event => {
    if (!random.chance(rate)) return JSON.stringify(event);
    if (random.chance(0.01))
      return JSON.stringify(inflateEvent(event, random.pick([5_000, 200_000]), random));
    // `undefined` is no JSON, and no message either.
    const text = JSON.stringify(random.chance(0.7) ? damageEvent(event, random) : event) ?? '';
    return random.chance(0.3) ? damageText(text, random) : text;
  });
}

function oddType(random: Random): string {
  return random.pick(['response.video.delta', '__proto__', 'constructor', 'toString', 'response.done', '']);
}

/** Every event changes places with one at most `reach` further on. */
function swapNeighbours(events: WireEvent[], reach: number, random: Random): WireEvent[] {
  const swapped = [...events];
  for (let index = 0; index < swapped.length; index++) {
    const other = Math.min(swapped.length - 1, index + random.below(reach));
    [swapped[index], swapped[other]] = [swapped[other]!, swapped[index]!];
  }
  return swapped;
}

function interleave(one: readonly WireEvent[], other: readonly WireEvent[], random: Random): WireEvent[] {
  const mixed: WireEvent[] = [];
  let [left, right] = [0, 0];
  while (left < one.length || right < other.length) {
    const fromOne = right >= other.length || (left < one.length && random.chance(0.5));
    mixed.push(fromOne ? one[left++]! : other[right++]!);
  }
  return mixed;
}
