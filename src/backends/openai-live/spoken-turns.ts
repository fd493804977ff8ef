import type {TurnRole} from '../../state/turns.js';
import {isAcknowledgement, mayBecomeAcknowledgement} from './acknowledgements.js';

/** The assistant's words are held back until the person has paused for so long. */
const pauseMs = 500;
/** The assistant's turn ends after so long without words. */
const silenceMs = 2_000;
/** A backchannel takes less than this. */
const backchannelMs = 1_000;
/** Around a backchannel the assistant says nothing else for so long. */
const aloneMs = 2_000;

/** A turn, as it is reported. */
export interface GroupedTurn {
  readonly id: string;
  readonly role: TurnRole;
  /** The whole text so far. */
  readonly text: string;
  readonly final: boolean;
}

/** What one side said, and when, in milliseconds of the session. */
export interface Words {
  readonly role: TurnRole;
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Words that belong together. */
interface Spoken {
  readonly role: TurnRole;
  readonly startMs: number;
  text: string;
  endMs: number;
}

/**
 * Makes turns out of words. One turn is open at a time, and words of the other side end it; but what the assistant says
 * during the person's turn is held back, until it is known whether that is a turn or a backchannel, which is not shown.
 */
export class SpokenTurns {
  readonly #report: (turn: GroupedTurn) => void;
  readonly #suffix: string;
  /** How many turns there were. The last one is the open one, if any is. */
  #count = 0;
  #open: Spoken | null = null;
  /** What the assistant said during the person's turn. */
  #held: Spoken | null = null;
  /** What is held sounds like a backchannel. */
  #heldAcknowledges = false;
  /** When the assistant's last turn ended. */
  #assistantEndMs = -Infinity;

  constructor(report: (turn: GroupedTurn) => void, suffix: string) {
    this.#report = report;
    this.#suffix = suffix;
  }

  /** Whose turn is open. */
  get role(): TurnRole | null {
    return this.#open?.role ?? null;
  }

  /** When there is something to decide, if nothing is said before. */
  get dueMs(): number {
    if (this.#open?.role === 'assistant') return this.#open.endMs + silenceMs;
    if (!this.#open || !this.#held) return Infinity;
    return this.#judge() === 'unknown' ? this.#held.endMs + aloneMs : this.#open.endMs + pauseMs;
  }

  /** Decides what is due. Something else may be due after that. */
  decide(nowMs: number): void {
    if (nowMs < this.dueMs) return;
    if (!this.#held) this.#end();
    else if (this.#judge() === 'turn') this.#begin();
    else this.#held = null;
  }

  /** @param words what was said in the same interval, by one side or by both */
  add(words: readonly Words[]): void {
    const startMs = words[0]?.startMs ?? 0;
    const first = this.role ?? 'user';
    while (this.dueMs < startMs) this.decide(this.dueMs);
    // Words of the person that begin just now would still belong to the person's turn.
    if (this.role === 'user' && !words.some(({role}) => role === 'user')) this.decide(startMs);
    for (const part of words) if (part.role === first) this.#place(part);
    for (const part of words) if (part.role !== first) this.#place(part);
  }

  /** Ends the assistant's turn, and drops what is held back. */
  cut(): void {
    this.#held = null;
    if (this.role === 'assistant') this.#end();
  }

  /** Ends everything; what comes after that has times of its own. */
  close(nowMs: number): void {
    this.decide(nowMs);
    if (this.#held && this.#judge() !== 'backchannel') this.#begin();
    this.#held = null;
    this.#end();
    this.#assistantEndMs = -Infinity;
  }

  #place(words: Words): void {
    const open = this.#open;
    if (open?.role === words.role) {
      extend(open, words, this.#held !== null);
      return this.#notify(open, false);
    }
    if (open?.role === 'user' && this.#holdsBack(open, words)) return;
    this.#hold(words);
    this.#begin();
  }

  /** Whether words of the assistant are held back during the person's turn. */
  #holdsBack(open: Spoken, words: Words): boolean {
    if (this.#judge() === 'backchannel') this.#held = null;
    const {text, startMs} = this.#held ?? {text: '', startMs: words.startMs};
    const isShort = words.endMs - startMs < backchannelMs;
    const paused = words.startMs - open.endMs >= pauseMs;
    if (paused && !(isShort && isAcknowledgement(text + words.text))) return false;
    // After a pause it is an answer, unless it goes on with what was said before the pause.
    this.#heldAcknowledges = paused ? this.#held !== null : mayBecomeAcknowledgement(text + words.text);
    this.#hold(words);
    return true;
  }

  #hold(words: Words): void {
    if (this.#held) extend(this.#held, words, false);
    else this.#held = {...words};
  }

  /** What is held, as far as it can be told by now. */
  #judge(): 'turn' | 'backchannel' | 'unknown' {
    const [person, held] = [this.#open, this.#held];
    if (!person || !held || !this.#heldAcknowledges) return 'turn';
    if (held.endMs - held.startMs >= backchannelMs) return 'turn';
    if (person.endMs > held.endMs) return 'backchannel';
    // The person began to speak at the same time, right after the assistant: it goes on with what it said.
    const goesOn = held.startMs <= person.startMs && held.startMs - this.#assistantEndMs < aloneMs;
    return goesOn ? 'turn' : 'unknown';
  }

  /** What is held is a turn. */
  #begin(): void {
    this.#end();
    if (!this.#held) return;
    this.#open = this.#held;
    this.#held = null;
    this.#count++;
    this.#notify(this.#open, false);
  }

  #end(): void {
    const turn = this.#open;
    if (!turn) return;
    this.#open = null;
    if (turn.role === 'assistant') this.#assistantEndMs = turn.endMs;
    this.#notify(turn, true);
  }

  #notify({role, text}: Spoken, final: boolean): void {
    this.#report({id: `t${this.#count}${this.#suffix}`, role, text, final});
  }
}

/** @param apart whether something was said in between, so that a word ends here */
function extend(spoken: Spoken, {text, endMs}: Words, apart: boolean): void {
  const touches = apart && /^[\p{L}\p{N}]/u.test(text) && /[\p{L}\p{N}]$/u.test(spoken.text.slice(-2));
  spoken.text += touches ? ` ${text}` : text;
  spoken.endMs = Math.max(spoken.endMs, endMs);
}
