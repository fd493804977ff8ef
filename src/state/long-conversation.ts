import {reduce, type Transition} from './reduce.js';
import {recentTurns, type Snapshot} from './snapshot.js';
import {finishTurns, foldTurn} from './transcript.js';
import type {Turn, Turns} from './turns.js';
import type {TurnReport, VoiceEvent} from './voice-event.js';

/** Turns in a piece of the past. */
const pieceLength = 32;

/** More are not kept in memory: two days of talk without a break. */
export const maxTurns = 20_000;

/** Turns that are over, by id. */
export type Piece = ReadonlyMap<string, Turn>;

/** What a snapshot is made of; whoever prints one does not see it. */
export class TurnHistory {
  readonly #short: Snapshot;
  readonly #past: readonly Piece[];
  readonly #ids: Set<string>;

  /** @param ids of turns of the past; grows with the conversation, and only ever saves a search */
  constructor(short: Snapshot, past: readonly Piece[], ids: Set<string>) {
    this.#short = short;
    this.#past = past;
    this.#ids = ids;
  }

  /** The same with the recent turns only. */
  get short(): Snapshot {
    return this.#short;
  }

  /** The turns before them. */
  get past(): readonly Piece[] {
    return this.#past;
  }

  get ids(): Set<string> {
    return this.#ids;
  }
}

const noPast: readonly Piece[] = Object.freeze([]);
const none: Transition['effects'] = Object.freeze([]);

/**
 * Does the same as `reduce`, and takes no longer for a word after ten thousand turns than after ten: older turns are
 * put by in pieces, and a new word makes a copy of the recent ones only.
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

/** Who has more recent turns than it takes puts the older ones by. */
function archiveOldTurns(short: Snapshot, past: readonly Piece[], ids: Set<string>): Snapshot {
  const {turns} = short;
  if (turns.length <= 2 * pieceLength) return withPast(new TurnHistory(short, past, ids));
  const older = pieceOf(finishTurns(turns.slice(0, pieceLength)));
  for (const id of older.keys()) ids.add(id);
  const pieces = [...past, older];
  if (pieces.length * pieceLength > maxTurns) for (const id of pieces.shift()!.keys()) ids.delete(id);
  return archiveOldTurns(
    Object.freeze({...short, turns: Object.freeze(turns.slice(pieceLength))}),
    pieces,
    ids,
  );
}

function changed(past: readonly Piece[], report: TurnReport): readonly Piece[] {
  const piece = past.findLast(piece => piece.has(report.id));
  if (!piece) return past; // It was removed.
  const before = [...piece.values()];
  const after = foldTurn(before, report);
  return before === after ? past : past.map(other => (other === piece ? pieceOf(after) : other));
}

/** All turns are put together only where somebody reads them. */
function withPast(kept: TurnHistory): Snapshot {
  const next = {...kept.short, kept};
  return Object.freeze(Object.defineProperty(next, 'turns', allTurns));
}

const put = new WeakMap<Turns, {readonly past: readonly Piece[]; readonly all: Turns}>();

const allTurns = {
  enumerable: true,
  get(this: Snapshot): Turns {
    const recent = recentTurns(this);
    const {past} = this.kept!;
    if (!past.length) return recent;
    const known = put.get(recent);
    if (known?.past === past) return known.all;
    const all = Object.freeze([...past.flatMap(piece => [...piece.values()]), ...recent]);
    put.set(recent, {past, all});
    return all;
  },
};

function isTurnReport(event: VoiceEvent): event is TurnReport {
  return /^turn-(started|text|finished|interrupted|removed|waiting|sent)$/.test(event.type);
}

function pieceOf(turns: Turns): Piece {
  return new Map(turns.map(turn => [turn.id, turn]));
}
