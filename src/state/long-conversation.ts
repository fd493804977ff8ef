import {reduce, type Transition} from './reduce.js';
import {recentTurns, type Snapshot} from './snapshot.js';
import {finishTurns, foldTurn} from './transcript.js';
import type {Turn, Turns} from './turns.js';
import type {TurnReport, VoiceEvent} from './voice-event.js';

/** Turns in one page of the past. */
const pageLength = 32;

/** Turns that are kept in memory: two days of talk without a break. */
export const maxTurns = 20_000;

/** A page of turns that are over, by id. */
export type TurnPage = ReadonlyMap<string, Turn>;

/** What a snapshot is made of. Its fields are private, so that they do not show where a snapshot is printed. */
export class TurnHistory {
  readonly #short: Snapshot;
  readonly #past: readonly TurnPage[];
  readonly #ids: Set<string>;

  /** @param ids of turns of the past; grows with the conversation, and only ever saves a search */
  constructor(short: Snapshot, past: readonly TurnPage[], ids: Set<string>) {
    this.#short = short;
    this.#past = past;
    this.#ids = ids;
  }

  /** The same with the recent turns only. */
  get short(): Snapshot {
    return this.#short;
  }

  /** The turns before them. */
  get past(): readonly TurnPage[] {
    return this.#past;
  }

  get ids(): Set<string> {
    return this.#ids;
  }
}

const noPast: readonly TurnPage[] = Object.freeze([]);
const none: Transition['effects'] = Object.freeze([]);

/**
 * Does the same as `reduce`, and takes no longer for a word after ten thousand turns than after ten: older turns are
 * archived in pages, and a new word copies only the recent ones.
 */
export function reduceLong(snapshot: Snapshot, event: VoiceEvent): Transition {
  const {kept = new TurnHistory(snapshot, noPast, new Set())} = snapshot;
  const {short, past, ids} = kept;
  if (isTurnReport(event) && ids.has(event.id)) {
    const other = changed(past, event);
    return {
      snapshot: other === past ? snapshot : withPast(new TurnHistory(short, other, ids)),
      effects: none,
    };
  }
  const {snapshot: next, effects} = reduce(short, event);
  if (next === short) return {snapshot, effects};
  const forgotten = event.type === 'clear';
  return {snapshot: archiveOldTurns(next, forgotten ? noPast : past, forgotten ? new Set() : ids), effects};
}

/** Moves the oldest of the recent turns into a new page once they fill more than two. */
function archiveOldTurns(short: Snapshot, past: readonly TurnPage[], ids: Set<string>): Snapshot {
  const {turns} = short;
  if (turns.length <= 2 * pageLength) return withPast(new TurnHistory(short, past, ids));
  const older = pageOf(finishTurns(turns.slice(0, pageLength)));
  for (const id of older.keys()) ids.add(id);
  const pages = [...past, older];
  if (pages.length * pageLength > maxTurns) for (const id of pages.shift()!.keys()) ids.delete(id);
  return archiveOldTurns(
    Object.freeze({...short, turns: Object.freeze(turns.slice(pageLength))}),
    pages,
    ids,
  );
}

function changed(past: readonly TurnPage[], report: TurnReport): readonly TurnPage[] {
  const page = past.findLast(page => page.has(report.id));
  if (!page) return past; // It was removed.
  const before = [...page.values()];
  const after = foldTurn(before, report);
  return before === after ? past : past.map(other => (other === page ? pageOf(after) : other));
}

/** `turns` puts all turns together only when it is read. */
function withPast(kept: TurnHistory): Snapshot {
  const next = {...kept.short, kept};
  return Object.freeze(Object.defineProperty(next, 'turns', allTurns));
}

const put = new WeakMap<Turns, {readonly past: readonly TurnPage[]; readonly all: Turns}>();

const allTurns = {
  enumerable: true,
  get(this: Snapshot): Turns {
    const recent = recentTurns(this);
    const {past} = this.kept!;
    if (!past.length) return recent;
    const known = put.get(recent);
    if (known?.past === past) return known.all;
    const all = Object.freeze([...past.flatMap(page => [...page.values()]), ...recent]);
    put.set(recent, {past, all});
    return all;
  },
};

function isTurnReport(event: VoiceEvent): event is TurnReport {
  return /^turn-(started|text|finished|interrupted|removed|waiting|sent)$/.test(event.type);
}

function pageOf(turns: Turns): TurnPage {
  return new Map(turns.map(turn => [turn.id, turn]));
}
