/** A voice's fundamental frequency, men to children, in hertz. */
const minPitch = 80;
const maxPitch = 400;
/** What repeats even faster is a tone: of a whistle, a beep, a key that rings. */
const maxTone = 1_600;
/** Compared with what was one period before. */
const windowSeconds = 0.02;
/** A tone repeats as well after one of its own, shorter periods as after any multiple of it. */
const toneMargin = 0.04;

/** Tells whether the latest sound repeats itself as the vocal folds make it do. */
export class Voicing {
  readonly #recent: Float32Array;
  readonly #window: number;
  readonly #minLag: number;
  readonly #maxLag: number;
  readonly #minToneLag: number;

  /** @param rate samples per second */
  constructor(rate: number) {
    this.#window = Math.round(windowSeconds * rate);
    this.#minLag = Math.floor(rate / maxPitch);
    this.#maxLag = Math.ceil(rate / minPitch);
    this.#minToneLag = Math.floor(rate / maxTone);
    this.#recent = new Float32Array(this.#window + this.#maxLag);
  }

  push(samples: Float32Array): void {
    this.#recent.copyWithin(0, samples.length);
    this.#recent.set(samples, this.#recent.length - samples.length);
  }

  /** @returns how well the sound repeats with the period of a voice, 0 to 1; 0 for a tone */
  measure(): number {
    let voice = 0;
    for (let lag = this.#minLag; lag <= this.#maxLag; lag++) voice = Math.max(voice, this.#likeness(lag));
    let [before, here] = [this.#likeness(this.#minToneLag - 1), this.#likeness(this.#minToneLag)];
    for (let lag = this.#minToneLag; lag < this.#minLag - 1; lag++) {
      const next = this.#likeness(lag + 1);
      if (here > before && here >= next && here > voice - toneMargin) return 0;
      [before, here] = [here, next];
    }
    return voice;
  }

  /** Correlation of the window with what was `lag` samples before. */
  #likeness(lag: number): number {
    const start = this.#recent.length - this.#window;
    let [product, now, then] = [0, 1e-12, 1e-12];
    for (let index = start; index < this.#recent.length; index++) {
      const [sample, earlier] = [this.#recent[index]!, this.#recent[index - lag]!];
      product += sample * earlier;
      now += sample * sample;
      then += earlier * earlier;
    }
    return product / Math.sqrt(now * then);
  }
}
