import type {VoiceSessionEvent} from '../../session/session-event.js';

/** What the person says: when it begins and ends, its words, and the moment at which it is a turn. */
export class UserTurns {
  readonly #emit: (event: VoiceSessionEvent) => void;
  readonly #suffix: string;
  #count = 0;
  /** The turn that is being said; unset until there are words. */
  #turn: {readonly id: string; final: string; text: string; committed: boolean} | null = null;
  #isSpeaking = false;
  /** They have stopped, and their words are still to come. */
  #awaitsWords = false;

  /** @param suffix keeps the turns of this session apart from those of another */
  constructor(emit: (event: VoiceSessionEvent) => void, suffix: string) {
    this.#emit = emit;
    this.#suffix = suffix;
  }

  /** They are saying something, or have, and wait for a response. */
  get isOpen(): boolean {
    return this.#isSpeaking || this.#awaitsWords || this.#turn !== null;
  }

  started(): void {
    if (this.#isSpeaking) return;
    this.#isSpeaking = true;
    this.#awaitsWords = false;
    this.finish();
    this.#emit({type: 'speech-started'});
  }

  stopped(): void {
    if (!this.#isSpeaking) return;
    this.#isSpeaking = false;
    this.#emit({type: 'speech-stopped'});
    if (this.#turn) this.#commit();
    else this.#awaitsWords = true; // A noise has none, and no response.
  }

  /** @param final the recognizer will not change them any more; more may follow all the same */
  heard(words: string, final: boolean): void {
    const text = words.trim();
    if (!text) return;
    this.#turn ??= {id: `user-${++this.#count}${this.#suffix}`, final: '', text: '', committed: false};
    const turn = this.#turn;
    turn.text = `${turn.final} ${text}`.trim();
    if (final) turn.final = turn.text;
    this.#emit({type: 'turn-text', id: turn.id, role: 'user', text: turn.text, final: false});
    if (final && this.#awaitsWords) this.#commit();
  }

  /** The person said this beside the conversation: it is no turn that is responded to. */
  heardAside(words: string): void {
    const text = words.trim();
    const id = `user-${++this.#count}${this.#suffix}`;
    if (text) this.#emit({type: 'turn-text', id, role: 'user', text, final: true});
  }

  /** The model is about to respond to what was said. */
  responding(): void {
    if (this.#isSpeaking) return;
    if (this.#turn || this.#awaitsWords) this.#commit();
    this.finish();
  }

  /** Nothing more belongs to the turn. */
  finish(): void {
    const turn = this.#turn;
    this.#turn = null;
    if (turn) this.#emit({type: 'turn-text', id: turn.id, role: 'user', text: turn.text, final: true});
  }

  #commit(): void {
    this.#awaitsWords = false;
    if (this.#turn?.committed) return;
    if (this.#turn) this.#turn.committed = true;
    this.#emit({type: 'input-committed', responseFollows: true});
  }
}
