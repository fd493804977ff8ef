/** Taps of the filter for each output phase: with this window aliases stay below -60 dB, but next to the band's edge. */
const tapsPerPhase = 48;
/** Kaiser's window: how far the filter's side lobes are pressed down. */
const windowShape = 9;
/** Share of the narrower band that the filter lets pass; the rest is its slope. */
const passBand = 0.93;

/**
 * Changes the rate of a stream of samples by a windowed-sinc filter in polyphase form. What the lower rate cannot
 * carry is filtered out, not folded back. Input and output begin together; the end is half a filter late.
 */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #taps: number;
  readonly #filters: readonly Float32Array[];
  /** What the filter still needs of the past, with room for the next block behind it. */
  #input: Float32Array;
  #filled: number;
  #output = new Float32Array(256);
  /** Place of the next output sample: in input samples times `up`, counted from the beginning of `#input`. */
  #position = 0;

  /** Rates in hertz, whole numbers. */
  constructor(fromRate: number, toRate: number) {
    const divisor = gcd(fromRate, toRate);
    this.#up = toRate / divisor;
    this.#down = fromRate / divisor;
    // Towards a lower rate the filter is longer in input samples, to be as steep in output samples.
    this.#taps = tapsPerPhase * Math.max(1, Math.ceil(fromRate / toRate));
    this.#filters =
      fromRate === toRate ? [] : filters(this.#up, this.#taps, passBand * Math.min(1, toRate / fromRate));
    this.#filled = this.#taps / 2 - 1; // Silence before the first sample.
    this.#input = new Float32Array(this.#taps + 512);
  }

  /** @returns as many samples as are due by now, in a buffer that the next call uses again */
  process(block: Float32Array): Float32Array {
    if (!this.#filters.length) return block;
    this.#append(block);
    const due = Math.ceil(((this.#filled - this.#taps + 1) * this.#up - this.#position) / this.#down);
    const count = Math.max(0, due);
    if (this.#output.length < count) this.#output = new Float32Array(count);
    for (let index = 0; index < count; index++) {
      const start = Math.floor(this.#position / this.#up);
      const filter = this.#filters[this.#position - start * this.#up]!;
      let sum = 0;
      for (let tap = 0; tap < filter.length; tap++) sum += this.#input[start + tap]! * filter[tap]!;
      this.#output[index] = sum;
      this.#position += this.#down;
    }
    this.#forget();
    return this.#output.subarray(0, count);
  }

  /** The end of the stream: what is still in the filter. */
  flush(): Float32Array {
    return this.#filters.length ? this.process(new Float32Array(this.#taps / 2)) : new Float32Array(0);
  }

  #append(block: Float32Array): void {
    const length = this.#filled + block.length;
    if (length > this.#input.length) {
      const longer = new Float32Array(length * 2);
      longer.set(this.#input.subarray(0, this.#filled));
      this.#input = longer;
    }
    this.#input.set(block, this.#filled);
    this.#filled = length;
  }

  #forget(): void {
    const consumed = Math.min(this.#filled, Math.floor(this.#position / this.#up));
    this.#input.copyWithin(0, consumed, this.#filled);
    this.#filled -= consumed;
    this.#position -= consumed * this.#up;
  }
}

/** One short filter for each place that an output sample can take between two input samples. */
function filters(up: number, taps: number, bandwidth: number): Float32Array[] {
  return Array.from({length: up}, (_, phase) => {
    const filter = Float32Array.from({length: taps}, (_, tap) => {
      const distance = tap - (taps / 2 - 1) - phase / up;
      return sinc(distance * bandwidth) * kaiser(distance / (taps / 2));
    });
    // Each passes a constant unchanged: else low tones would leave images.
    const sum = filter.reduce((total, value) => total + value, 0);
    return filter.map(value => value / sum);
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(windowShape * Math.sqrt(1 - x * x)) / bessel(windowShape);
}

/** The modified Bessel function of order zero, as its power series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-10; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
