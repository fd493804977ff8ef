const pollMs = 50;
/** Comfort noise and coding residue stay below this. */
const audibleLevel = 0.005;
const quietMs = 350;
/** A level that does not change at all is that of the last packet that came. */
const staleMs = 1_000;
/** The model was told to stop; if it does not, it is heard again after this. */
const silenceLimitMs = 5_000;

/** Tells when the assistant sounds, by listening: the server does not say it. */
export class OutputSound {
  readonly #level: () => number;
  readonly #onChange: (sounds: boolean) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #sounds = false;
  /** When something was heard last, and the level changed last. */
  #heardAt = -Infinity;
  #changedAt = 0;
  #lastLevel = 0;
  /** Until when it is silenced at most; 0 while it is not. */
  #silencedUntil = 0;

  constructor(level: () => number, onChange: (sounds: boolean) => void) {
    this.#level = level;
    this.#onChange = onChange;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#poll(), pollMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The person pressed Stop: until the assistant was quiet, what comes is not heard. */
  silence(): void {
    this.#sounds = false;
    this.#silencedUntil = performance.now() + silenceLimitMs;
  }

  get isSilenced(): boolean {
    return this.#silencedUntil > 0;
  }

  #poll(): void {
    const now = performance.now();
    const level = this.#level();
    if (level !== this.#lastLevel) [this.#lastLevel, this.#changedAt] = [level, now];
    if (level > audibleLevel && now - this.#changedAt < staleMs) this.#heardAt = now;
    const isQuiet = now - this.#heardAt >= quietMs;
    if (isQuiet || now > this.#silencedUntil) this.#silencedUntil = 0;
    if (this.#silencedUntil || this.#sounds !== isQuiet) return;
    this.#sounds = !isQuiet;
    this.#onChange(this.#sounds);
  }
}
