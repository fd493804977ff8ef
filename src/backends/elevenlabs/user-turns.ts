import type {VoiceSessionEvent} from '../../session/session-event.js';

/** From this on the server's detector is sure of a voice, and below the other of silence. */
const voiceScore = 0.6;
const silenceScore = 0.3;
/** The server repeats typed words as if they had been spoken; not later than this. */
const echoMs = 5_000;

/** What the user says: when it begins and ends, and its words. */
export class UserTurns {
  readonly #prefix: string;
  readonly #emit: (event: VoiceSessionEvent) => void;
  /** Typed words, and when they were sent. */
  #typed: {readonly text: string; readonly at: number}[] = [];
  #speaking = false;
  /** The turn that words have come of. */
  #open = false;
  #count = 1;

  /** @param prefix begins the ids */
  constructor(prefix: string, emit: (event: VoiceSessionEvent) => void) {
    this.#prefix = prefix;
    this.#emit = emit;
  }

  /** Typed words were sent. */
  typed(text: string): void {
    this.#typed.push({text: text.trim(), at: performance.now()});
  }

  /** How sure the server is that a voice is heard: 0 to 1. */
  heard(score: number): void {
    if (score >= voiceScore) this.#begin();
    else if (score <= silenceScore) this.#end();
  }

  /** The words so far. */
  tentative(text: string): void {
    if (!text.trim()) return;
    this.#begin();
    this.#open = true;
    this.#tell(text, false);
  }

  /** All the words. @param onTurn called before a turn of their own is told */
  said(text: string, onTurn: () => void): void {
    if (!this.#isTurn(text)) return;
    onTurn();
    this.#begin();
    this.#end();
    this.#tell(text, true);
    this.#nextId();
    this.#emit({type: 'input-committed'});
  }

  /** All the words, where they were said into those of the agent, which goes on: no turn is taken. */
  saidAside(text: string): void {
    if (!this.#isTurn(text)) return;
    this.#end(); // Only what began before the agent was heard.
    this.#tell(text, true);
    this.#nextId();
    this.#emit({type: 'input-committed', responseFollows: false});
  }

  /** Whether the user said something. Where not, what was told of it is taken back. */
  #isTurn(text: string): boolean {
    if (this.#isEcho(text)) return false;
    // Silence is transcribed as nothing, or as dots.
    if (/[\p{L}\p{N}\p{S}]/u.test(text)) return true;
    this.#end();
    if (this.#open) this.#emit({type: 'turn-removed', id: this.#nextId()});
    return false;
  }

  #isEcho(text: string): boolean {
    const now = performance.now();
    this.#typed = this.#typed.filter(({at}) => now - at < echoMs);
    const index = this.#typed.findIndex(typed => typed.text === text.trim());
    if (index >= 0) this.#typed.splice(0, index + 1);
    return index >= 0;
  }

  #begin(): void {
    if (!this.#speaking) this.#emit({type: 'speech-started'});
    this.#speaking = true;
  }

  #end(): void {
    if (this.#speaking) this.#emit({type: 'speech-stopped'});
    this.#speaking = false;
  }

  #tell(text: string, final: boolean): void {
    this.#emit({type: 'turn-text', id: this.#id, role: 'user', text: text.trim(), final});
  }

  get #id(): string {
    return `${this.#prefix}u${this.#count}`;
  }

  /** Ends the turn. @returns the id that it had */
  #nextId(): string {
    const id = this.#id;
    this.#open = false;
    this.#count++;
    return id;
  }
}
