/** Louder than this (RMS of 16 bit) the user speaks, and after so much silence they have spoken. */
const voiceLevel = 500;
const silenceMs = 700;

/** Hears where speech begins and ends in PCM16. */
export class Ear {
  readonly #rate: number;
  readonly #onBegin: () => void;
  readonly #onEnd: () => void;
  #speaking = false;
  #quietMs = 0;
  /** Loudest level so far. */
  loudest = 0;

  constructor(rate: number, onBegin: () => void, onEnd: () => void) {
    this.#rate = rate;
    this.#onBegin = onBegin;
    this.#onEnd = onEnd;
  }

  hear(bytes: Uint8Array): void {
    const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
    this.loudest = Math.max(this.loudest, level);
    if (level > voiceLevel) {
      this.#quietMs = 0;
      if (!this.#speaking) this.#onBegin();
      this.#speaking = true;
    } else if (this.#speaking) {
      this.#quietMs += (samples.length / this.#rate) * 1000;
      if (this.#quietMs < silenceMs) return;
      this.#speaking = false;
      this.#onEnd();
    }
  }
}
