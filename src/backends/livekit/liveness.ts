import type {VoiceSessionEvent} from '../../session/session-event.js';

/** Why nothing comes through: the library says so, or a measurement found it before the library does. */
type Reason = 'library' | 'measurement';

/** Tells once that nothing comes through any more, and once that it does again. */
export class Liveness {
  readonly #emit: (event: VoiceSessionEvent) => void;
  readonly #reasons = new Set<Reason>();

  constructor(emit: (event: VoiceSessionEvent) => void) {
    this.#emit = emit;
  }

  set(reason: Reason, stalled: boolean): void {
    const before = this.#reasons.size;
    if (stalled) this.#reasons.add(reason);
    else this.#reasons.delete(reason);
    if (!before && this.#reasons.size) this.#emit({type: 'session-stalled'});
    if (before && !this.#reasons.size) this.#emit({type: 'session-resumed'});
  }
}
