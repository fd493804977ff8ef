import type {VoiceSessionEvent} from './session-event.js';

/** What is being done for the person, other than speaking. Nothing is waited for without end. */
export class Work {
  readonly #emit: (event: VoiceSessionEvent) => void;
  readonly #limits = new Map<string, ReturnType<typeof setTimeout>>();
  #closed = false;

  constructor(emit: (event: VoiceSessionEvent) => void) {
    this.#emit = emit;
  }

  /**
   * Something begins, or gives a sign of life.
   * @param limitMs how long the next one may take
   * @param overdue told when it took longer, before the end of the work is
   */
  begin(id: string, limitMs: number, overdue = () => {}): void {
    if (this.#closed) return;
    const isNew = !this.#limits.has(id);
    clearTimeout(this.#limits.get(id));
    this.#limits.set(
      id,
      setTimeout(() => {
        overdue();
        this.end(id);
      }, limitMs),
    );
    if (isNew) this.#emit({type: 'work-started', id});
  }

  /** @param responseFollows there is more to come of it */
  end(id: string, responseFollows = false): void {
    clearTimeout(this.#limits.get(id));
    if (this.#limits.delete(id)) this.#emit({type: 'work-finished', id, responseFollows});
  }

  close(): void {
    this.#closed = true;
    for (const limit of this.#limits.values()) clearTimeout(limit);
    this.#limits.clear();
  }
}
