import type {WorkletOptions} from './messages.js';
import {Resampler} from './resampler.js';
import {scope} from './worklet-scope.js';

/** Long enough to be worth a message, short enough not to be noticed. */
const chunkSeconds = 0.04;

/** Posts what it hears as chunks of PCM16 at the wanted rate. Where nothing is connected it posts nothing. */
export class CaptureProcessor extends scope.AudioWorkletProcessor {
  readonly #resampler: Resampler;
  readonly #chunkLength: number;
  #chunk: Int16Array;
  #filled = 0;

  constructor({processorOptions: {rate}}: {processorOptions: WorkletOptions}) {
    super();
    this.#resampler = new Resampler(scope.sampleRate, rate);
    this.#chunkLength = Math.round(chunkSeconds * rate);
    this.#chunk = new Int16Array(this.#chunkLength);
  }

  process([input]: Float32Array[][]): boolean {
    const heard = input?.[0];
    if (!heard) return true;
    for (const sample of this.#resampler.process(heard)) {
      this.#chunk[this.#filled++] = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
      if (this.#filled === this.#chunkLength) this.#post();
    }
    return true;
  }

  #post(): void {
    this.port.postMessage(this.#chunk, [this.#chunk.buffer]);
    this.#chunk = new Int16Array(this.#chunkLength);
    this.#filled = 0;
  }
}
