/** More losses than this within so short a time: another microphone is of no use either. */
const maxLosses = 3;
const lossesMs = 10_000;

/** How often the microphone of a call was lost lately: one that ends as soon as it opens is of no use. */
export class MicrophoneLosses {
  #times: readonly number[] = [];

  /** Another loss. @returns whether there were too many */
  add(): boolean {
    const now = performance.now();
    this.#times = [...this.#times.filter(time => now - time < lossesMs), now];
    return this.#times.length > maxLosses;
  }
}
