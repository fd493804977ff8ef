import type {VoiceSession} from '../session/voice-session.js';

/** Typed words on their way, or something else that knows how to be sent. */
export interface Letter {
  readonly id: string;
  readonly text: string;
  readonly send?: (session: VoiceSession) => void;
}

/** Keeps typed words until there is a session to send them to: across connecting, failing and retrying. */
export class Outbox {
  #letters: Letter[] = [];

  add(letter: Letter): void {
    this.#letters.push(letter);
  }

  /** All that waits, in order; they are considered sent. */
  take(): Letter[] {
    return this.#letters.splice(0);
  }

  clear(): void {
    this.#letters = [];
  }

  get isEmpty(): boolean {
    return !this.#letters.length;
  }
}
