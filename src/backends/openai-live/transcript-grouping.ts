import {forgetOldest} from '../../session/forget-oldest.js';
import {textAt, type WireObject} from '../../session/json.js';
import type {TurnRole} from '../../state/turns.js';
import {SpokenTurns, type GroupedTurn, type Words} from './spoken-turns.js';

export type {GroupedTurn} from './spoken-turns.js';

/** Both sides may speak in the same interval: the first of the two messages waits for the other, but not for longer. */
const otherSideMs = 50;
/** Messages that come twice come soon after each other. */
const maxKnownIds = 1_000;

const roles: ReadonlyMap<string, TurnRole> = new Map([
  ['session.input_transcript.delta', 'user'],
  ['session.output_transcript.delta', 'assistant'],
]);

/** Words as they came. */
interface Heard extends Words {
  /** On the clock of `performance.now()`. */
  readonly at: number;
  /** The server did not say when they were spoken. */
  readonly untimed: boolean;
}

/**
 * Turns out of the transcript of a session without turns. The times that the server says count; while nothing comes,
 * the clock of the page goes on from them.
 */
export class TranscriptGrouping {
  readonly #report: (turn: GroupedTurn) => void;
  readonly #turns: SpokenTurns;
  readonly #knownIds = new Set<string>();
  /** What is to be reported. A listener may call back: everything is in order before it is told. */
  readonly #reports: GroupedTurn[] = [];
  /** Words of one side, in an interval in which the other may speak, too. */
  #waiting: Heard[] = [];
  /** The latest time of the session that was heard of, and when that was. */
  #latest: {readonly sessionMs: number; readonly at: number} | null = null;
  #lastStartMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /**
   * @param report told of each change of a turn
   * @param suffix keeps the ids of this session apart from those of another
   */
  constructor(report: (turn: GroupedTurn) => void, suffix = '') {
    this.#report = report;
    this.#turns = new SpokenTurns(turn => this.#reports.push(turn), suffix);
  }

  /** Reads a `session.input_transcript.delta` or `session.output_transcript.delta`. */
  read(event: WireObject): void {
    const heard = this.#closed ? null : this.#heardIn(event);
    if (!heard) return;
    const [waiting] = this.#waiting;
    if (waiting?.startMs === heard.startMs && waiting.endMs === heard.endMs) {
      this.#waiting.push(heard);
      if (waiting.role !== heard.role) this.#addWaiting();
    } else {
      this.#addWaiting();
      if (heard.role === this.#turns.role) this.#add([heard]);
      else this.#waiting.push(heard);
    }
    this.#changed();
  }

  /** The person pressed Stop: the assistant's turn ends, and what is held back of its words is dropped. */
  cut(): void {
    if (this.#closed) return;
    if (this.#waiting[0]?.role === 'assistant') this.#waiting = [];
    this.#turns.cut();
    this.#changed();
  }

  /** Ends the open turn; nothing is reported after that. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#addWaiting();
    this.#turns.close(this.#nowMs);
    this.#changed();
  }

  /** The time of the session, as far as it is known. */
  get #nowMs(): number {
    return this.#latest ? this.#latest.sessionMs + Math.max(0, performance.now() - this.#latest.at) : 0;
  }

  #heardIn(event: WireObject): Heard | null {
    const role = roles.get(textAt(event, 'type'));
    const text = textAt(event, 'delta');
    if (!role || !this.#isNew(textAt(event, 'event_id')) || !text) return null;
    const {start_ms: start, end_ms: end} = event;
    const untimed = !isTime(start);
    const startMs = untimed ? Math.max(this.#nowMs, this.#waiting[0]?.endMs ?? 0) : start;
    const endMs = !untimed && isTime(end) ? Math.max(startMs, end) : startMs;
    return {role, text, startMs, endMs, untimed, at: performance.now()};
  }

  #isNew(id: string): boolean {
    if (!id) return true;
    if (this.#knownIds.has(id)) return false;
    this.#knownIds.add(id);
    forgetOldest(this.#knownIds, maxKnownIds);
    return true;
  }

  #addWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length) this.#add(waiting);
  }

  /** @param words what was said in the same interval */
  #add(words: readonly Heard[]): void {
    const {startMs, endMs, untimed} = words[0]!;
    if (!untimed && startMs < this.#lastStartMs) {
      // The times start anew.
      this.#turns.close(this.#nowMs);
      this.#latest = null;
    }
    if (!untimed) this.#lastStartMs = startMs;
    this.#latest = {sessionMs: Math.max(this.#latest?.sessionMs ?? 0, endMs), at: words.at(-1)!.at};
    this.#turns.add(words);
  }

  #changed(): void {
    clearTimeout(this.#timer);
    const delayMs = this.#waiting[0]
      ? this.#waiting[0].at + otherSideMs - performance.now()
      : this.#turns.dueMs - this.#nowMs;
    if (!this.#closed && delayMs < Infinity)
      this.#timer = setTimeout(() => this.#timePassed(), Math.max(0, Math.ceil(delayMs)));
    for (let turn; (turn = this.#reports.shift());) this.#report(turn);
  }

  #timePassed(): void {
    this.#addWaiting();
    this.#turns.decide(this.#nowMs);
    this.#changed();
  }
}

/** Whether the server can mean that: milliseconds of a session. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
