import {EchoEstimate} from './echo-estimate.js';
import {SpeechBand} from './speech-band.js';
import {Voicing} from './voicing.js';

const stepSeconds = 0.005;
/** Levels are those of the latest 10 ms, so that they do not follow each beat of the vocal folds. */
const stepsOfLevel = 2;
/** Loud for 30 ms on end: a key or a click is not. */
const stepsOfOnset = 6;
/** What is loud for longer than this without being a voice becomes part of the room. */
const stepsToFamiliar = 24;
/** At first it only listens. */
const stepsToSettle = 30;
/** Decibels per step by which the level of the room is forgotten, and by which the noise floor rises to it. */
const forgetting = 0.03;
const noiseFloorRise = 0.015;
const quietRoom = -70;
/** Speech is never softer than this, in decibels below full scale. */
const minSpeechLevel = -54;
/** Decibels that a voice must stand out of room and echo. */
const margin = 7;
/** Decibels that each false alarm adds to the margin, their maximum, and how fast they decay, per step. */
const caution = 6;
const maxCaution = 12;
const cautionDecay = 0.001;
const voiced = 0.6;
/** A voice swells or holds; what fades from its first moment, in decibels, was struck, or coughed. */
const faded = 4;

/**
 * Hears the user begin to speak, within some 40 ms: a sound that stands out of the room and of the assistant's echo,
 * lasts, and has the pitch of a voice. Made for the moment in which the assistant talks; speech that it misses is
 * still heard by the server.
 */
export class OnsetDetector {
  readonly #microphone: SpeechBand;
  readonly #assistant: SpeechBand;
  readonly #voicing: Voicing;
  readonly #echo = new EchoEstimate();
  readonly #samples: Float32Array;
  /** Energies of the latest steps, and levels of more of them. */
  readonly #energies = [new Float32Array(stepsOfLevel), new Float32Array(stepsOfLevel)] as const;
  readonly #levels = new Float32Array(stepsToFamiliar + stepsOfOnset).fill(-120);
  #filled = 0;
  #power: [number, number] = [0, 0];
  #steps = 0;
  /** How loud the room is lately, and how loud as a rule. */
  #room = quietRoom;
  #noiseFloor = quietRoom;
  #loudSteps = 0;
  #caution = 0;
  /** Level at which it reported speech; null while it waits for some. */
  #raised: number | null = null;

  constructor(sampleRate: number) {
    this.#microphone = new SpeechBand(sampleRate);
    this.#assistant = new SpeechBand(sampleRate);
    this.#samples = new Float32Array(Math.round(stepSeconds * this.#microphone.rate));
    this.#voicing = new Voicing(this.#microphone.rate);
  }

  /**
   * Takes the next samples of microphone and assistant; none of the latter is silence.
   * @returns how many seconds the user has been speaking, once when that is noticed; else null
   */
  push(microphone: Float32Array, assistant?: Float32Array): number | null {
    let onset: number | null = null;
    for (let index = 0; index < microphone.length; index++) {
      const heard = this.#microphone.next(microphone[index]!);
      const played = this.#assistant.next(assistant?.[index] ?? 0);
      if (heard === null || played === null) continue;
      this.#samples[this.#filled++] = heard;
      this.#power[0] += heard * heard;
      this.#power[1] += played * played;
      if (this.#filled === this.#samples.length) onset = this.#step() ?? onset;
    }
    return onset;
  }

  /** It was a false alarm: listens again, more carefully for a while. */
  dismiss(): void {
    if (this.#raised === null) return;
    this.#echo.recordFalseAlarm(this.#raised);
    this.#caution = Math.min(maxCaution, this.#caution + caution);
    this.#raised = null;
  }

  /** Another answer begins, perhaps after the user spoke: their voice is not part of the room. */
  restart(): void {
    this.#raised = null;
    this.#steps = this.#loudSteps = 0;
    this.#room = this.#noiseFloor;
    this.#levels.fill(-120);
  }

  #step(): number | null {
    this.#voicing.push(this.#samples);
    this.#filled = 0;
    const heard = this.#level(0);
    this.#echo.push(this.#level(1));
    this.#levels.copyWithin(0, 1);
    this.#levels[this.#levels.length - 1] = heard;
    this.#steps++;
    this.#caution = Math.max(0, this.#caution - cautionDecay);
    const lasting = this.#lasting();
    this.#room = Math.max(lasting, this.#room - forgetting);
    this.#noiseFloor += Math.max(-forgetting, Math.min(noiseFloorRise, this.#room - this.#noiseFloor));
    if (this.#raised !== null) return null;
    this.#echo.learn(lasting);
    const threshold = Math.max(
      minSpeechLevel,
      Math.max(this.#room, this.#echo.level) + margin + this.#caution,
    );
    this.#loudSteps = heard > threshold ? this.#loudSteps + 1 : 0;
    if (this.#steps < stepsToSettle || this.#loudSteps < stepsOfOnset) return null;
    if (heard < Math.max(...this.#levels) - faded || this.#voicing.measure() < voiced) return null;
    this.#raised = heard;
    return this.#loudSteps * stepSeconds;
  }

  /** Level of the latest 10 ms, in decibels. Ends the step. */
  #level(side: 0 | 1): number {
    const energies = this.#energies[side];
    energies.copyWithin(0, 1);
    energies[stepsOfLevel - 1] = this.#power[side] / this.#samples.length;
    this.#power[side] = 0;
    return 10 * Math.log10((energies[0]! + energies[1]!) / stepsOfLevel + 1e-12);
  }

  /** What was exceeded throughout 30 ms, so long ago that it belongs to the room by now. */
  #lasting(): number {
    let least = 0;
    for (let index = 0; index < stepsOfOnset; index++) least = Math.min(least, this.#levels[index]!);
    return least;
  }
}
