const pollMs = 50;
/** Comfort noise and coding residue stay below this. */
const audibleLevel = 0.005;
/** A voice pauses between sentences; only a longer silence is the end. */
const pauseMs = 700;
/** What is still on its way when an answer is cut is over by then. */
const restMs = 1_000;

/**
 * Tells when the assistant's sound starts and stops by listening, for servers that send no
 * `output_audio_buffer` events. Polls only from the start of an answer to the end of its sound.
 */
export class PlaybackObserver {
  readonly #level: () => number;
  readonly #onChange: (playing: boolean) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #playing = false;
  #answering = false;
  /** The sound of an answer is told anew even where the one before has not ended: that one may have been cut. */
  #anew = false;
  #lastSound = 0;
  /** Until when sound may be the rest of what was cut. */
  #restUntil = 0;

  constructor(level: () => number, onChange: (playing: boolean) => void) {
    this.#level = level;
    this.#onChange = onChange;
  }

  answerStarted(): void {
    this.#answering = this.#anew = true;
    this.#lastSound = performance.now();
    this.#restUntil = this.#level() > audibleLevel ? this.#lastSound + restMs : 0;
    this.#timer ??= setInterval(() => this.#poll(), pollMs);
  }

  /** The answer is generated; its sound may still be coming. */
  answerFinished(): void {
    this.#answering = false;
    this.#lastSound = performance.now();
  }

  /** The server announces playback by itself, or the call is over. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #poll(): void {
    const now = performance.now();
    const audible = this.#level() > audibleLevel;
    if (audible) this.#lastSound = now;
    else this.#restUntil = 0;
    const quiet = now - this.#lastSound > pauseMs;
    if (audible && now > this.#restUntil && (!this.#playing || this.#anew)) this.#set(true);
    if (!quiet || this.#answering) return;
    this.#set(false); // Also where nothing was heard: there is nothing to wait for any longer.
    this.stop();
  }

  #set(playing: boolean): void {
    this.#playing = playing;
    this.#anew = false;
    this.#onChange(playing);
  }
}
