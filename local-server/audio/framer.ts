import {FRAME_SAMPLES} from './format.js';

/** Cuts a stream of sound of any piece length into frames of 20 ms. */
export class Framer {
  #rest = new Int16Array(0);

  /** All frames that are now complete. */
  push(pcm: Int16Array): Int16Array[] {
    const joined = new Int16Array(this.#rest.length + pcm.length);
    joined.set(this.#rest);
    joined.set(pcm, this.#rest.length);
    const frames: Int16Array[] = [];
    let offset = 0;
    for (; offset + FRAME_SAMPLES <= joined.length; offset += FRAME_SAMPLES) {
      frames.push(joined.subarray(offset, offset + FRAME_SAMPLES));
    }
    this.#rest = joined.slice(offset);
    return frames;
  }

  /** The last, incomplete frame filled up with silence, if there is one. */
  flush(): Int16Array | undefined {
    if (this.#rest.length === 0) return undefined;
    const frame = new Int16Array(FRAME_SAMPLES);
    frame.set(this.#rest);
    this.#rest = new Int16Array(0);
    return frame;
  }
}
