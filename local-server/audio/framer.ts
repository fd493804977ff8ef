import {frameSamples} from './format.js';

/** Cuts a stream of sound, in chunks of any length, into frames of 20 ms. */
export class Framer {
  #rest = new Int16Array(0);

  /** All frames that are now complete. */
  push(pcm: Int16Array): Int16Array[] {
    const joined = new Int16Array(this.#rest.length + pcm.length);
    joined.set(this.#rest);
    joined.set(pcm, this.#rest.length);
    const frames: Int16Array[] = [];
    let offset = 0;
    for (; offset + frameSamples <= joined.length; offset += frameSamples) {
      frames.push(joined.subarray(offset, offset + frameSamples));
    }
    this.#rest = joined.slice(offset);
    return frames;
  }

  /** The last, incomplete frame filled up with silence, if there is one. */
  flush(): Int16Array | undefined {
    if (this.#rest.length === 0) return undefined;
    const frame = new Int16Array(frameSamples);
    frame.set(this.#rest);
    this.#rest = new Int16Array(0);
    return frame;
  }
}
