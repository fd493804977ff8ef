/** Loudness of a chunk of sound, 0 (digital silence) to 1 (full scale square wave). */
export function rms(pcm: Int16Array): number {
  if (pcm.length === 0) return 0;
  let sum = 0;
  for (let index = 0; index < pcm.length; index++) {
    const sample = pcm[index]! / 32768;
    sum += sample * sample;
  }
  return Math.sqrt(sum / pcm.length);
}

/** A linear level in decibels relative to full scale; silence is -100. */
export function toDecibels(level: number): number {
  return level <= 0.00001 ? -100 : 20 * Math.log10(level);
}

/** One measured frame of 20 ms. */
export interface LevelSample {
  /** `performance.now()` of the server's process when the frame came or went. */
  at: number;
  /** 0..1 */
  rms: number;
  /** True where no packet came and silence was put in its place. */
  missing: boolean;
}

/** The recent loudness of one direction, oldest first, bounded so that a long call costs nothing. */
export class LevelHistory {
  readonly #samples: LevelSample[] = [];
  readonly #capacity: number;

  constructor(capacity = 15_000) {
    this.#capacity = capacity;
  }

  add(sample: LevelSample): void {
    this.#samples.push(sample);
    // Cut in lumps: shifting an array of this size for each frame would be slow.
    if (this.#samples.length > this.#capacity * 1.2)
      this.#samples.splice(0, this.#samples.length - this.#capacity);
  }

  /** The samples with `from <= at <= to`. */
  between(from = -Infinity, to = Infinity): LevelSample[] {
    return this.#samples.filter(sample => sample.at >= from && sample.at <= to);
  }
}
