import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {AgentSound} from './agent-sound.js';

/** The last words of an agent that hangs up are heard, if they are no longer than this. */
const maxMs = 30_000;

/** The other side has ended the conversation: that is told once its last words were heard. */
export class LastWords {
  readonly #sound: AgentSound;
  readonly #end: (event: VoiceSessionEvent) => void;
  #event: VoiceSessionEvent | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(sound: AgentSound, end: (event: VoiceSessionEvent) => void) {
    this.#sound = sound;
    this.#end = end;
  }

  /** How it ends; null while it goes on. */
  get event(): VoiceSessionEvent | null {
    return this.#event;
  }

  /** It is over but for what is still to be heard. */
  hear(event: VoiceSessionEvent): void {
    this.#event = event;
    this.#sound.finish();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(event), maxMs);
    this.fellSilent();
  }

  /** Some sound has ended. */
  fellSilent(): void {
    if (this.#event && this.#sound.isEmpty) this.#end(this.#event);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
