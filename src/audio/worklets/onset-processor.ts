import type {OnsetCommand, OnsetReport} from './messages.js';
import {OnsetDetector} from './onset-detector.js';
import {scope, WorkletProcessor} from './worklet-scope.js';

/** Listens to the microphone and to the assistant, and posts when the user begins to speak. */
export class OnsetProcessor extends WorkletProcessor {
  readonly #detector = new OnsetDetector(scope.sampleRate);

  constructor() {
    super();
    this.port.onmessage = ({data}: MessageEvent<OnsetCommand>) => this.#detector[data]();
  }

  process([microphone, assistant]: Float32Array[][]): boolean {
    if (!microphone?.[0]) return true;
    const spoken = this.#detector.push(microphone[0], assistant?.[0]);
    if (spoken !== null) {
      const report: OnsetReport = {spoken, time: scope.currentTime};
      this.port.postMessage(report);
    }
    return true;
  }
}
