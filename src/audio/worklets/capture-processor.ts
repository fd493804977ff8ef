import type {CaptureCommand, CapturedChunk} from './messages.js';
import {Resampler} from './resampler.js';
import {scope, WorkletProcessor} from './worklet-scope.js';

/** Long enough to be worth a message, short enough not to be noticed. */
const chunkSeconds = 0.04;
/** What is said before the rate is known waits; no more of it than this. */
const maxWaitSeconds = 10;
/** So much faster than it was said it follows then: more at once would hold up the audio thread. */
const catchingUp = 16;

/**
 * Posts what it hears as chunks of PCM16. Until it is told the rate, which the server names, it keeps what it hears, so
 * that nothing is lost that is said while a connection opens. Where nothing is connected it posts nothing.
 */
export class CaptureProcessor extends WorkletProcessor {
  #resampler: Resampler | null = null;
  #waiting: Float32Array[] = [];
  #chunk = new Int16Array(0);
  #filled = 0;
  #flushing = false;

  constructor() {
    super();
    this.port.onmessage = ({data}: MessageEvent<CaptureCommand>) => {
      if (data === 'flush') return void (this.#flushing = true);
      this.#resampler = new Resampler(scope.sampleRate, data.rate);
      this.#chunk = new Int16Array(Math.round(chunkSeconds * data.rate));
    };
  }

  process([input]: Float32Array[][]): boolean {
    const heard = input?.[0];
    const resampler = this.#resampler;
    if (heard && resampler && !this.#waiting.length) this.#take(heard, resampler);
    else if (heard) this.#wait(heard);
    if (resampler) for (const block of this.#waiting.splice(0, catchingUp)) this.#take(block, resampler);
    if (this.#flushing && !this.#waiting.length) this.#flush();
    return true;
  }

  #wait(heard: Float32Array): void {
    // Before the first sound there is nothing to be lost.
    if (!this.#resampler && !this.#waiting.length && heard.every(sample => sample === 0)) return;
    this.#waiting.push(heard.slice());
    if (this.#waiting.length * heard.length > maxWaitSeconds * scope.sampleRate) this.#waiting.shift();
  }

  #take(block: Float32Array, resampler: Resampler): void {
    for (const sample of resampler.process(block)) {
      this.#chunk[this.#filled++] = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
      if (this.#filled === this.#chunk.length) this.#post();
    }
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#filled) this.#post();
    this.port.postMessage('flushed');
  }

  #post(): void {
    const late = this.#waiting.length > 0;
    const {length} = this.#chunk;
    const samples = this.#chunk.subarray(0, this.#filled);
    this.port.postMessage({samples, late} satisfies CapturedChunk, [samples.buffer]);
    this.#chunk = new Int16Array(length);
    this.#filled = 0;
  }
}
