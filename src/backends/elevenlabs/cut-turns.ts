import type {VoiceSessionEvent} from '../../session/session-event.js';

/** What was heard until an interruption is told after it, or not at all. */
const correctionMs = 1_000;

/** A turn of the agent that was cut. */
export interface CutTurn {
  readonly id: string;
  /** Empty until its words came. */
  readonly text: string;
  readonly heardMs: number;
}

/** Turns that were cut, and of which something is still to come: what was heard of them, or their words at all. */
export class CutTurns {
  readonly #emit: (event: VoiceSessionEvent) => void;
  #uncorrected: CutTurn | null = null;
  #wordless: CutTurn | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(emit: (event: VoiceSessionEvent) => void) {
    this.#emit = emit;
  }

  /** The server cut it, and may say what was heard of it. */
  cutByServer(turn: CutTurn): void {
    this.settle();
    if (!turn.text) return void (this.#wordless = turn);
    this.#uncorrected = turn;
    this.#timer = setTimeout(() => this.settle(), correctionMs);
  }

  /** The page cut it. */
  cutByPage(turn: CutTurn): void {
    if (!turn.text) return void (this.#wordless = turn);
    const {id, heardMs} = turn;
    this.#emit({type: 'turn-interrupted', id, heardMs});
  }

  /** The server says what was heard. */
  corrected(text: string): void {
    const turn = this.#uncorrected;
    if (!turn || !text.trim()) return this.settle();
    clearTimeout(this.#timer);
    this.#uncorrected = null;
    this.#emit({type: 'turn-text', id: turn.id, role: 'assistant', text, final: true});
    this.#emit({type: 'turn-interrupted', id: turn.id});
  }

  /** Words have come. @returns whether they were those of a turn that was cut without them */
  said(text: string): boolean {
    const turn = this.#wordless;
    this.#wordless = null;
    if (!turn) return false;
    const {id, heardMs} = turn;
    this.#emit({type: 'turn-text', id, role: 'assistant', text, final: true});
    this.#emit({type: 'turn-interrupted', id, heardMs});
    return true;
  }

  /** No words of such a turn come any more. */
  forgetWordless(): void {
    this.#wordless = null;
  }

  /** Nothing is said of it any more: what was heard is known by its length. */
  settle(): void {
    clearTimeout(this.#timer);
    const {id, heardMs} = this.#uncorrected ?? {};
    this.#uncorrected = null;
    if (id !== undefined) this.#emit({type: 'turn-interrupted', id, heardMs});
  }
}
