import {Resampler as FloatResampler} from '../../src/audio/worklets/resampler.js';

/** The page's own resampler, for 16-bit samples. Feed it chunks of any length; `flush` gives the tail. */
export class Resampler {
  readonly #resampler: FloatResampler | undefined;

  constructor(fromRate: number, toRate: number) {
    if (fromRate !== toRate) this.#resampler = new FloatResampler(fromRate, toRate);
  }

  process(pcm: Int16Array): Int16Array {
    return this.#resampler ? toPcm(this.#resampler.process(Float32Array.from(pcm))) : pcm;
  }

  flush(): Int16Array {
    return this.#resampler ? toPcm(this.#resampler.flush()) : new Int16Array(0);
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

function toPcm(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, sample => Math.max(-32768, Math.min(32767, Math.round(sample))));
}
