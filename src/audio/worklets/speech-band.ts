/** Samples per second that a voice's fundamental and formants need, and not many more. */
const wantedRate = 8_000;
const lowestHertz = 250;
const highestHertz = 3_400;

/**
 * What of a sound can be speech: the band of a telephone, at a rate that is cheap to look at. Rumble below and hiss
 * above are left out.
 */
export class SpeechBand {
  /** Samples per second that come out. */
  readonly rate: number;
  readonly #step: number;
  readonly #filters: readonly Biquad[];
  #phase = 0;

  constructor(sampleRate: number) {
    this.#step = Math.max(1, Math.round(sampleRate / wantedRate));
    this.rate = sampleRate / this.#step;
    // Butterworth of the second order below, of the fourth above: what folds back must be weak.
    this.#filters = [
      new Biquad('highpass', lowestHertz / sampleRate, Math.SQRT1_2),
      new Biquad('lowpass', highestHertz / sampleRate, 0.541),
      new Biquad('lowpass', highestHertz / sampleRate, 1.307),
    ];
  }

  /** Takes the next sample. @returns one of the band whenever one is due, else null */
  next(sample: number): number | null {
    let value = sample;
    for (const filter of this.#filters) value = filter.next(value);
    this.#phase = (this.#phase + 1) % this.#step;
    return this.#phase ? null : value;
  }
}

/** @see https://www.w3.org/TR/audio-eq-cookbook/ */
class Biquad {
  readonly #inputs: readonly [number, number, number];
  readonly #outputs: readonly [number, number];
  #first = 0;
  #second = 0;

  /** @param frequency as a share of the sample rate */
  constructor(type: 'highpass' | 'lowpass', frequency: number, quality: number) {
    const angle = 2 * Math.PI * frequency;
    const cosine = Math.cos(angle);
    const alpha = Math.sin(angle) / (2 * quality);
    const scale = 1 / (1 + alpha);
    const side = ((type === 'lowpass' ? 1 - cosine : 1 + cosine) / 2) * scale;
    this.#inputs = [side, (type === 'lowpass' ? 2 : -2) * side, side];
    this.#outputs = [-2 * cosine * scale, (1 - alpha) * scale];
  }

  next(sample: number): number {
    const value = this.#inputs[0] * sample + this.#first;
    this.#first = this.#inputs[1] * sample - this.#outputs[0] * value + this.#second;
    this.#second = this.#inputs[2] * sample - this.#outputs[1] * value;
    return value;
  }
}
