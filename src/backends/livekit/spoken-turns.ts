import type {VoiceSessionEvent} from '../../session/session-event.js';

/** One turn of the person. */
interface SpokenTurn {
  readonly id: string;
  /** What was understood so far, by segment. */
  readonly texts: Map<string, string>;
  /** Segments whose text is not final. */
  readonly open: Set<string>;
  /** The assistant responds to it. */
  answered: boolean;
}

/**
 * Makes one turn out of what the person says until the assistant responds: speech recognition parts it at every pause.
 * Its last words may be final only after that.
 */
export class SpokenTurns {
  readonly #emit: (event: VoiceSessionEvent) => void;
  #turn: SpokenTurn | null = null;

  constructor(emit: (event: VoiceSessionEvent) => void) {
    this.#emit = emit;
  }

  add(segment: string, text: string, final: boolean): void {
    if (this.#turn?.answered && !this.#turn.texts.has(segment)) this.close();
    const turn = (this.#turn ??= {id: segment, texts: new Map(), open: new Set(), answered: false});
    turn.texts.set(segment, text);
    if (final) turn.open.delete(segment);
    else turn.open.add(segment);
    const whole = [...turn.texts.values()].join(' ');
    this.#emit({type: 'turn-text', id: turn.id, role: 'user', text: whole, final: false});
    this.#finish();
  }

  /** The assistant responds. */
  answered(): void {
    if (this.#turn) this.#turn.answered = true;
    this.#finish();
  }

  /** No more will come of the turn. */
  close(): void {
    if (this.#turn) this.#emit({type: 'turn-finished', id: this.#turn.id});
    this.#turn = null;
  }

  #finish(): void {
    if (this.#turn?.answered && !this.#turn.open.size) this.close();
  }
}
