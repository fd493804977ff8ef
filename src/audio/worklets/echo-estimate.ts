/** The maximum delay of the echo, by buffers of the system and by the room, in steps of the detector. */
const maxDelay = 60;
/** Of what was heard more is looked at, so that the pauses between two syllables are not taken for no echo. */
const heardSteps = 120;
/** The assistant is silent below this, in decibels. */
const minPlayedLevel = -50;
/** What is expected before anything is known: the browser's echo canceller has only begun. */
const firstCoupling = -14;
const minCoupling = -70;
/** Decibels per step: an echo is believed soon, its absence only slowly. */
const rise = 0.2;
const fall = 0.08;

/**
 * How loud the assistant's own voice comes back through the microphone. Learned while only the assistant talks: the
 * loudest that the microphone heard, in proportion to what had been played just before.
 */
export class EchoEstimate {
  readonly #played = new Float32Array(maxDelay).fill(-120);
  readonly #heard = new Float32Array(heardSteps).fill(-120);
  #steps = 0;
  #coupling = firstCoupling;

  /** Takes how loud the next step of the assistant's sound is, in decibels. */
  push(level: number): void {
    this.#played[this.#steps++ % maxDelay] = level;
  }

  /** How loud the echo may be now, in decibels. */
  get level(): number {
    return loudestOf(this.#played) + this.#coupling;
  }

  /** Learns from what the microphone hears while the user is not taken to speak. */
  learn(heard: number): void {
    this.#heard[this.#steps % heardSteps] = heard;
    const played = loudestOf(this.#played);
    if (played < minPlayedLevel) return;
    const coupling = loudestOf(this.#heard) - played;
    this.#coupling += Math.max(-fall, Math.min(rise, coupling - this.#coupling));
    this.#coupling = Math.max(minCoupling, this.#coupling);
  }

  /** What was taken for the user may have been the echo. */
  recordFalseAlarm(heard: number): void {
    const played = loudestOf(this.#played);
    if (played >= minPlayedLevel) this.#coupling = Math.max(this.#coupling, heard - played);
  }
}

function loudestOf(levels: Float32Array): number {
  return levels.reduce((loudest, level) => Math.max(loudest, level), -120);
}
