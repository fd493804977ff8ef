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
  #count = 0;

  constructor(emit: (event: VoiceSessionEvent) => void) {
    this.#emit = emit;
  }

  add(segment: string, text: string, final: boolean): void {
    // What comes late, without a word of it before, belongs to the turn that was answered.
    if (this.#turn?.answered && this.#turn.texts.size && !this.#turn.texts.has(segment)) this.close();
    const turn = (this.#turn ??= newTurn(segment));
    turn.texts.set(segment, text);
    if (final) turn.open.delete(segment);
    else turn.open.add(segment);
    const whole = [...turn.texts.values()].join(' ');
    this.#emit({type: 'turn-text', id: turn.id, role: 'user', text: whole, final: false});
    this.#finish();
  }

  /** The assistant responds. @param spoke to what the person said: recognizers may be slower than that */
  answered(spoke: boolean): void {
    if (spoke && !this.#turn) {
      this.#turn = newTurn(`spoken-${++this.#count}-${Date.now()}`);
      this.#emit({type: 'turn-started', id: this.#turn.id, role: 'user'});
    }
    if (this.#turn) this.#turn.answered = true;
    this.#finish();
  }

  /** What the person says from now on is another turn, if the one before was answered. */
  spokenAnew(): void {
    if (this.#turn?.answered) this.close();
  }

  /** No more will come of the turn. */
  close(): void {
    if (this.#turn) this.#emit({type: 'turn-finished', id: this.#turn.id});
    this.#turn = null;
  }

  #finish(): void {
    if (this.#turn?.answered && this.#turn.texts.size && !this.#turn.open.size) this.close();
  }
}

function newTurn(id: string): SpokenTurn {
  return {id, texts: new Map(), open: new Set(), answered: false};
}
