/**
 * Changes the sample rate by a rational factor with a polyphase windowed-sinc filter.
 * The Kaiser window (beta 9) and 48 taps per phase keep images and aliases below -60 dB while
 * everything up to about 85 % of the narrower band passes unharmed.
 */
const TAPS_PER_PHASE = 48;
const KAISER_BETA = 9;
const PASS_BAND = 0.93;

/** Streaming: feed it pieces of any length; `flush` gives the tail that is still in the filter. */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #taps: number;
  readonly #phases: Float32Array[];
  #pending: Float32Array;
  /** Position of the next output sample, in input samples times `up`, relative to `#pending`. */
  #position = 0;
  readonly #passThrough: boolean;

  constructor(fromRate: number, toRate: number) {
    const divisor = greatestCommonDivisor(fromRate, toRate);
    this.#up = toRate / divisor;
    this.#down = fromRate / divisor;
    this.#passThrough = fromRate === toRate;
    // Downwards, the filter must be longer in input samples to be as steep in output samples.
    this.#taps = TAPS_PER_PHASE * Math.max(1, Math.ceil(fromRate / toRate));
    this.#phases = this.#passThrough ? [] : filterBank(this.#up, this.#taps, Math.min(1, toRate / fromRate));
    // Half a filter of silence in front, so that output and input begin together.
    this.#pending = new Float32Array(this.#taps / 2 - 1);
  }

  process(pcm: Int16Array): Int16Array {
    if (this.#passThrough) return pcm;
    const input = new Float32Array(this.#pending.length + pcm.length);
    input.set(this.#pending);
    for (let index = 0; index < pcm.length; index++) input[this.#pending.length + index] = pcm[index]!;
    const available = input.length - this.#taps + 1;
    const count =
      available <= 0 ? 0 : Math.max(0, Math.ceil((available * this.#up - this.#position) / this.#down));
    const output = new Int16Array(count);
    let position = this.#position;
    for (let index = 0; index < count; index++) {
      const start = Math.floor(position / this.#up);
      const phase = this.#phases[position - start * this.#up]!;
      let sum = 0;
      for (let tap = 0; tap < phase.length; tap++) sum += input[start + tap]! * phase[tap]!;
      output[index] = Math.max(-32768, Math.min(32767, Math.round(sum)));
      position += this.#down;
    }
    const consumed = Math.min(input.length, Math.floor(position / this.#up));
    this.#pending = input.slice(consumed);
    this.#position = position - consumed * this.#up;
    return output;
  }

  flush(): Int16Array {
    return this.#passThrough ? new Int16Array(0) : this.process(new Int16Array(this.#taps / 2));
  }
}

/** The whole of a sound at another rate. */
export function resample(pcm: Int16Array, fromRate: number, toRate: number): Int16Array {
  const resampler = new Resampler(fromRate, toRate);
  const body = resampler.process(pcm);
  const tail = resampler.flush();
  const joined = new Int16Array(body.length + tail.length);
  joined.set(body);
  joined.set(tail, body.length);
  return joined;
}

const banks = new Map<string, Float32Array[]>();

/** One short filter per output phase. `cutoff` is relative to the input's Nyquist frequency. */
function filterBank(up: number, taps: number, cutoff: number): Float32Array[] {
  const key = `${up}/${taps}/${cutoff}`;
  const known = banks.get(key);
  if (known) return known;
  const bank: Float32Array[] = [];
  const bandwidth = cutoff * PASS_BAND;
  for (let phase = 0; phase < up; phase++) {
    const filter = new Float32Array(taps);
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - (taps / 2 - 1) - phase / up;
      const value = sinc(distance * bandwidth) * kaiser(distance / (taps / 2));
      filter[tap] = value;
      sum += value;
    }
    // Every phase passes a constant signal unchanged, which keeps images of low tones away.
    for (let tap = 0; tap < taps; tap++) filter[tap] = filter[tap]! / sum;
    bank.push(filter);
  }
  banks.set(key, bank);
  return bank;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
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

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
