import type {Turn} from '../../state/turns.js';

/**
 * What the agent may still be asked to respond to. The wire has no request for a response: only words of the user bring
 * one, so they are sent again, or for the first time.
 */
export class Unanswered {
  /** What the user said last. */
  #said: string;
  /** It was said in an earlier conversation, and this one was not told it. */
  #isUntold: boolean;
  /** What the agent was told last, beside what the user said. */
  #note = '';

  constructor(history: readonly Turn[]) {
    this.#said = unansweredIn(history);
    this.#isUntold = this.#said !== '';
  }

  /** The user said something that needs no response, and the agent was told it. */
  said(text: string): void {
    this.#said = text;
    this.#isUntold = false;
  }

  /** The agent was told something once. */
  noted(text: string): void {
    this.#note = text;
  }

  /** @returns what to ask the agent; empty where there is nothing */
  take(): string {
    const text = this.#said || this.#note;
    this.#said = this.#note = '';
    return text;
  }

  /** The conversation goes on from there. @returns what the agent has not been told; mostly empty */
  settle(): string {
    const untold = this.#isUntold ? this.#said : '';
    this.#said = this.#note = '';
    return untold;
  }
}

/** What was said before, without the words that a response may be asked to: those are told then, and not twice. */
export function answeredIn(history: readonly Turn[]): readonly Turn[] {
  return unansweredIn(history) ? history.slice(0, -1) : history;
}

function unansweredIn(history: readonly Turn[]): string {
  const last = history.at(-1);
  return last?.role === 'user' && last.text.trim() ? last.text : '';
}
