import {PageItems} from '../../src/backends/openai-realtime/page-items.js';
import {RealtimeProtocol} from '../../src/backends/openai-realtime/protocol.js';
import {parseEvent} from '../../src/session/json.js';
import {FuzzedCall} from './fuzzed-call.js';
import {heapInUse} from './heap.js';
import {Random} from './random.js';
import {recordings, type Recording} from './recordings.js';
import {makeTraffic} from './traffic.js';

export interface FuzzOptions {
  /** Of the first conversation; the next one has the next. */
  readonly seed: number;
  /** So many are sent at least: the last conversation is heard to its end. */
  readonly events: number;
  /** Told now and then how many events were sent. */
  readonly progress?: (events: number) => void;
}

export interface FuzzReport {
  readonly conversations: number;
  readonly events: number;
  /** Messages that are no event, each of which was dropped. */
  readonly malformed: number;
  /** By how many megabytes the heap grew between the first conversations and the last. */
  readonly heapGrowth: number;
}

/** The heap is measured once everything was used that is compiled and kept. */
const warmUp = 200;

/** A conversation that went wrong. */
export class FuzzFailure extends Error {
  readonly seed: number;

  constructor(seed: number, complaints: readonly string[], cause?: unknown) {
    const shown = [...new Set(complaints)].slice(0, 10).map(complaint => `\n  ${complaint}`);
    super(`Seed ${seed}:${shown.join('')}\nAgain with: npm run fuzz -- --seed ${seed}`, {cause});
    this.seed = seed;
  }
}

/**
 * Sends damaged conversations through session, protocol and state, one seed after the other.
 * @throws {FuzzFailure} at the first that breaks something
 */
export async function fuzz({seed, events: wanted, progress}: FuzzOptions): Promise<FuzzReport> {
  const recorded = await recordings();
  const bystander = new Bystander();
  let [conversations, events, heap] = [0, 0, 0];
  while (events < wanted) {
    const current = (seed + conversations++) % 2 ** 32;
    events += await converse(current, recorded, bystander);
    if (conversations === warmUp) heap = heapInUse();
    if (conversations % 500 === 0) progress?.(events);
  }
  const heapGrowth = heap && heapInUse() - heap;
  return {conversations, events, malformed: bystander.malformed, heapGrowth};
}

/** @returns how many events it took */
async function converse(seed: number, recorded: readonly Recording[], bystander: Bystander): Promise<number> {
  const random = new Random(seed);
  const messages = makeTraffic(recorded, random);
  const call = new FuzzedCall(random);
  try {
    await call.hear(messages);
    await call.recover();
    for (const message of messages) bystander.hear(message);
  } catch (error) {
    throw new FuzzFailure(seed, [...call.complaints, String(error)], error);
  } finally {
    call.end();
  }
  const complaints = [...call.complaints, ...bystander.complaints];
  if (complaints.length) throw new FuzzFailure(seed, complaints);
  return messages.length;
}

/** Hears every message of every conversation, as a transport hands it on, and keeps little. */
class Bystander {
  malformed = 0;
  readonly complaints: string[] = [];
  readonly #protocol = new RealtimeProtocol();
  readonly #items = new PageItems(() => {});

  hear(message: unknown): void {
    const event = parseEvent(message);
    if (isEvent(message) !== (event !== null))
      this.complaints.push(
        `${event ? 'no event was taken for one' : 'an event was dropped'}: ${String(message)}`,
      );
    if (!event) return void this.malformed++;
    const understood = [this.#protocol.read(event), this.#items.read(event)];
    if (!understood.every(Array.isArray)) this.complaints.push('what was understood is no list of events');
  }
}

/** What an event is, in other words than those of the transports. */
function isEvent(message: unknown): boolean {
  if (typeof message !== 'string') return false;
  try {
    const value = JSON.parse(message) as {type?: unknown} | null;
    return !Array.isArray(value) && typeof value?.type === 'string' && value.type !== '';
  } catch {
    return false;
  }
}
