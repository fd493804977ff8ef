import {LevelMeter} from '../../audio/level-meter.js';

const pollMs = 50;
/**
 * Comfort noise and coding residue stay below these: -46 dB, on the scale of the meter, and on that of the connection,
 * whose level falls with the loudness that the person likes, to nothing at 0.
 */
const audible = [0.235, 0.005] as const;
const quietMs = 350;
/** A level that does not change at all is that of the last packet that came, or of a meter that the system stopped. */
const staleMs = 1_000;
/** The model was told to stop; if it does not, it is heard again after this. */
const silenceLimitMs = 5_000;

/** Tells when the assistant sounds, by listening, also where it is not played: the server does not say it. */
export class OutputSound {
  readonly #outputLevel: () => number;
  readonly #onChange: (sounds: boolean) => void;
  readonly #meter = new LevelMeter(() => this.#stream);
  #stream: MediaStream | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** What was told last; null where that counts no more. */
  #sounds: boolean | null = false;
  #heardAt = -Infinity;
  /** Of the meter and of the connection, and when each changed last. */
  #levels: readonly number[] = [0, 0];
  readonly #changedAt: number[] = [0, 0];
  /** The page can listen. */
  #hasMetered = false;
  /** Until when it is silenced at most; 0 while it is not. */
  #silencedUntil = 0;

  /** @param outputLevel for where the browser does not let the page listen */
  constructor(outputLevel: () => number, onChange: (sounds: boolean) => void) {
    this.#outputLevel = outputLevel;
    this.#onChange = onChange;
  }

  /** What to listen to. */
  listen(stream: MediaStream): void {
    this.#stream = stream;
  }

  start(): void {
    this.#meter.open(this);
    this.#timer ??= setInterval(() => this.#poll(), pollMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#meter.close(this);
  }

  /** The person pressed Stop: until the assistant was quiet, what comes is not heard. */
  silence(): void {
    this.#sounds = false;
    this.#silencedUntil = performance.now() + silenceLimitMs;
  }

  /** The person asked for something else: what comes now is for them. */
  admit(): void {
    this.#silencedUntil = 0;
  }

  /** The conversation may not have listened: where it sounds, that is told again, or that it is over. */
  again(): void {
    if (this.#sounds) this.#sounds = null;
  }

  get isSilenced(): boolean {
    return this.#silencedUntil > 0;
  }

  #poll(): void {
    const now = performance.now();
    if (this.#isAudible(now)) this.#heardAt = now;
    const sounds = now - this.#heardAt < quietMs;
    if (!sounds || now > this.#silencedUntil) this.#silencedUntil = 0;
    if (this.#silencedUntil || this.#sounds === sounds) return;
    this.#sounds = sounds;
    this.#onChange(sounds);
  }

  #isAudible(now: number): boolean {
    const level = this.#meter.level();
    this.#hasMetered ||= level > 0;
    // What the connection tells comes late, and costs more: it counts where the page cannot listen, or no longer.
    const isMetered = this.#hasMetered && (!level || now - this.#changedAt[0]! < staleMs);
    const levels = [level, isMetered ? 0 : this.#outputLevel()];
    const before = this.#levels;
    this.#levels = levels;
    for (const [index, level] of levels.entries()) if (level !== before[index]) this.#changedAt[index] = now;
    return levels.some((level, index) => level > audible[index]! && now - this.#changedAt[index]! < staleMs);
  }
}
