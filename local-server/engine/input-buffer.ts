import {concatenate, FRAME_MS} from '../audio/format.js';

/** Two minutes: what a held button may record. */
const CAPACITY_FRAMES = 120_000 / FRAME_MS;

/** The sound of the person that is not yet part of the conversation. */
export class InputBuffer {
  #frames: Int16Array[] = [];
  /** Milliseconds of sound since the session began. */
  #totalMs = 0;

  get totalMs(): number {
    return this.#totalMs;
  }

  get bufferedMs(): number {
    return this.#frames.length * FRAME_MS;
  }

  push(frame: Int16Array): void {
    this.#frames.push(frame);
    this.#totalMs += FRAME_MS;
    if (this.#frames.length > CAPACITY_FRAMES * 1.1) this.keepLast(CAPACITY_FRAMES * FRAME_MS);
  }

  /** Forgets all but the newest sound. */
  keepLast(ms: number): void {
    const keep = Math.ceil(ms / FRAME_MS);
    if (this.#frames.length > keep) this.#frames = this.#frames.slice(this.#frames.length - keep);
  }

  clear(): void {
    this.#frames = [];
  }

  /** Takes everything out. */
  take(): Int16Array {
    const pcm = concatenate(this.#frames);
    this.#frames = [];
    return pcm;
  }
}
