import type {VoiceSessionEvent} from '../../session/session-event.js';

/** Words come while they are said; after so long without any, the person does not speak any more. */
const silenceMs = 2_000;

/**
 * The person's words where a server only tells these: not when they begin to speak, nor when that is a turn. The words
 * say so, and the response that follows them.
 */
export class HeardWords {
  readonly #emit: (event: VoiceSessionEvent) => void;
  /** The turn whose words come. */
  #open = '';
  #speaks = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(emit: (event: VoiceSessionEvent) => void) {
    this.#emit = emit;
  }

  /**
   * @param text all of the turn so far
   * @param after the turn that it follows, where a response to it has begun already
   */
  heard(id: string, text: string, responds: boolean, after: string | undefined): void {
    if (id !== this.#open) {
      this.#finish();
      this.#open = id;
      this.#emit({type: 'turn-started', id, role: 'user', ...(after !== undefined && {after})});
    }
    if (!responds) this.#speak();
    this.#emit({type: 'turn-text', id, role: 'user', text, final: false});
  }

  /** A response begins: what was said is a turn. */
  responds(): void {
    if (!this.#speaks) return;
    this.#stop();
    this.#emit({type: 'input-committed', responseFollows: true});
  }

  /** A response has ended: words that came with it are complete. */
  responded(): void {
    this.#finish();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #speak(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#stop(), silenceMs);
    if (this.#speaks) return;
    this.#speaks = true;
    this.#emit({type: 'speech-started'});
  }

  #stop(): void {
    clearTimeout(this.#timer);
    if (!this.#speaks) return;
    this.#speaks = false;
    this.#emit({type: 'speech-stopped'});
  }

  #finish(): void {
    if (this.#open) this.#emit({type: 'turn-finished', id: this.#open});
    this.#open = '';
  }
}
