import {JitterBuffer} from './jitter-buffer.js';
import type {PlaybackCommand, PlaybackReport, WorkletOptions} from './messages.js';
import {Resampler} from './resampler.js';
import {scope, WorkletProcessor} from './worklet-scope.js';

/** Read from the jitter buffer at a time, in samples. */
const blockLength = 64;

/** Plays the PCM that the page pushes, and reports when each chunk begins, runs dry, goes on and ends. */
export class PlaybackProcessor extends WorkletProcessor {
  readonly #buffer: JitterBuffer;
  readonly #resampler: Resampler;
  readonly #block = new Float32Array(blockLength);
  /** Resampled and not yet played. */
  #ready: Float32Array = new Float32Array(0);

  constructor({processorOptions: {rate}}: {processorOptions: WorkletOptions}) {
    super();
    this.#resampler = new Resampler(rate, scope.sampleRate);
    this.#buffer = new JitterBuffer(rate, (state, id, played) => {
      const report: PlaybackReport = {state, id, played, time: scope.currentTime};
      this.port.postMessage(report);
    });
    this.port.onmessage = ({data}: MessageEvent<PlaybackCommand>) => this.#handleCommand(data);
  }

  process(_inputs: Float32Array[][], [output]: Float32Array[][]): boolean {
    const target = output![0]!;
    let filled = 0;
    while (filled < target.length) {
      if (!this.#ready.length) this.#ready = this.#next();
      const taken = this.#ready.subarray(0, target.length - filled);
      target.set(taken, filled);
      filled += taken.length;
      this.#ready = this.#ready.subarray(taken.length);
    }
    return true;
  }

  #next(): Float32Array {
    this.#buffer.read(this.#block);
    return this.#resampler.process(this.#block);
  }

  #handleCommand(command: PlaybackCommand): void {
    switch (command.type) {
      case 'push':
        return this.#buffer.push(command.id, command.samples);
      case 'complete':
        return this.#buffer.complete(command.id);
      case 'cut':
        return this.#buffer.cut();
    }
  }
}
