import type {VoiceSessionEvent} from './session-event.js';

type Emit = (event: VoiceSessionEvent) => void;

/** A conversation hears nothing before it has a session; a user who speaks all the while is not missed. */
export class EarlyEvents {
  readonly #emit: Emit;
  /** What the server said while the session was being made ready; null once it is open. */
  #held: VoiceSessionEvent[] | null = [];

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  get isOpen(): boolean {
    return this.#held === null;
  }

  emit(event: VoiceSessionEvent): void {
    if (this.#held) this.#held.push(event);
    else this.#emit(event);
  }

  /** The session is open. */
  open(sessionId: string): void {
    this.#emit({type: 'session-opened', sessionId});
    const held = this.#held ?? [];
    this.#held = null;
    for (const event of held) this.emit(event);
  }
}
