import {concatenate, frameMs} from '../audio/format.js';

/** Two minutes: what a held button may record. */
const maxFrames = 120_000 / frameMs;

/** The sound of the person that is not yet part of the conversation. */
export class InputBuffer {
  #frames: Int16Array[] = [];
  /** Milliseconds of sound since the session began. */
  #totalMs = 0;

  get totalMs(): number {
    return this.#totalMs;
  }

  get bufferedMs(): number {
    return this.#frames.length * frameMs;
  }

  push(frame: Int16Array): void {
    this.#frames.push(frame);
    this.#totalMs += frameMs;
    if (this.#frames.length > maxFrames * 1.1) this.keepLast(maxFrames * frameMs);
  }

  /** Forgets all but the newest sound. */
  keepLast(ms: number): void {
    const keep = Math.ceil(ms / frameMs);
    if (this.#frames.length > keep) this.#frames = this.#frames.slice(this.#frames.length - keep);
  }

  clear(): void {
    this.#frames = [];
  }

  /** What there is, which stays. */
  peek(): Int16Array {
    return concatenate(this.#frames);
  }

  /** Takes everything out. */
  take(): Int16Array {
    const pcm = concatenate(this.#frames);
    this.#frames = [];
    return pcm;
  }
}
