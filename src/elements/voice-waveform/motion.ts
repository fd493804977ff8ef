import type {LevelMeter} from '../../audio/level-meter.js';
import type {VoiceLevels} from '../../conversation/voice-levels.js';
import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import {Spring} from './spring.js';
import {voiceState, voiceStates, type VoiceState} from './voice-state.js';

const bandCount = 12;
/** Time constants of voices, in seconds. They rise at once and fall slowly, as loudness is felt. */
const rise = 0.03;
const fall = 0.16;
/** What a silent room measures, and no picture shows. */
const silence = 0.3;
/** Seconds that the gesture of an interruption takes. */
const dipLength = 0.14;
/** Seconds after the assistant's voice in which an interruption is shown. */
const dipPatience = 0.4;
/** A voice that is no louder than this is not seen. */
const unseen = 0.02;
/** How fast things turn in each state, in turns per second. */
const paces: Readonly<Record<VoiceState, number>> = {
  idle: 0.02,
  written: 0.02,
  connecting: 0.14,
  listening: 0.04,
  thinking: 0.3,
  speaking: 0.09,
  muted: 0.01,
  reconnecting: 0.05,
  failed: 0,
};
/** Where things turn no faster, nothing else moves fast either. */
const calmPace = paces.listening;

/** Moves smoothly to where voices and state want it, by the time that passed: every screen shows the same. */
export class Motion {
  /** Seconds, for movement that no sound drives. */
  time = 0;
  /** What has been turned, in radians. */
  turn = 0;
  /** How much there is of each state: 0 to 1, and 1 in all. */
  readonly weights = Object.fromEntries(voiceStates.map(state => [state, 0])) as Record<VoiceState, number>;
  /** A gesture, 0 to 1 and back: the assistant was interrupted. */
  dip = 0;
  /** Loudness by frequency, low to high, each 0 to 1. */
  readonly person = new Float32Array(bandCount);
  readonly assistant = new Float32Array(bandCount);
  readonly #personHeard = new Float32Array(bandCount);
  readonly #assistantHeard = new Float32Array(bandCount);
  #hearsPerson = false;
  readonly #springs = voiceStates.map(() => new Spring(0));
  #state: VoiceState | null = null;
  #dipLeft = 0;
  /** Seconds in which it may turn out that the assistant was interrupted. */
  #mayDip = 0;

  /** No one speaks, and what moves by itself moves so slowly that half the frames look the same. */
  get isCalm(): boolean {
    const state = this.#state;
    return (
      state !== null &&
      paces[state] <= calmPace &&
      this.weights[state] > 0.99 &&
      !this.dip &&
      Math.max(loudness(this.person), loudness(this.assistant)) < unseen
    );
  }

  step(snapshot: Snapshot, levels: VoiceLevels | null, seconds: number): void {
    const state = voiceState(snapshot);
    if (this.#state === null) this.#settle(state);
    // That it was interrupted may be told a little later than that it is silent.
    if (this.#state === 'speaking' && state !== 'speaking' && state !== 'thinking')
      this.#mayDip = dipPatience;
    this.#state = state;
    this.#mayDip -= seconds;
    if (this.#mayDip > 0 && wasInterrupted(snapshot)) {
      this.#mayDip = 0;
      this.#dipLeft = dipLength;
    }
    this.#dipLeft = Math.max(0, this.#dipLeft - seconds);
    this.dip = Math.sin((this.#dipLeft / dipLength) * Math.PI);
    this.time += seconds;
    for (let at = 0; at < voiceStates.length; at++) {
      const name = voiceStates[at]!;
      const spring = this.#springs[at]!;
      spring.step(+(name === state), seconds);
      this.weights[name] = spring.value;
      this.turn += seconds * spring.value * paces[name] * 2 * Math.PI;
    }
    // A spectrum costs more than all else here, so each frame measures one voice.
    this.#hearsPerson = !this.#hearsPerson;
    if (!levels || this.#hearsPerson) measure(levels?.input, this.#personHeard);
    if (!levels || !this.#hearsPerson) measure(levels?.output, this.#assistantHeard);
    follow(this.person, this.#personHeard, seconds);
    follow(this.assistant, this.#assistantHeard, seconds);
  }

  /** A picture that tells state and speaker without moving. */
  rest(snapshot: Snapshot): void {
    // What has moved stays as it is.
    this.time ||= 1;
    this.turn ||= 1;
    this.dip = this.#dipLeft = 0;
    this.#personHeard.fill(0);
    this.#assistantHeard.fill(0);
    this.#settle(voiceState(snapshot));
    restPose(this.person, snapshot.userSpeaking);
    restPose(this.assistant, snapshot.phase === 'speaking');
  }

  #settle(state: VoiceState): void {
    this.#state = state;
    for (const [at, name] of voiceStates.entries())
      this.#springs[at]!.rest((this.weights[name] = +(name === state)));
  }
}

function measure(meter: LevelMeter | undefined, heard: Float32Array): void {
  if (meter) meter.bands(heard);
  else heard.fill(0);
}

function follow(voice: Float32Array, heard: Float32Array, seconds: number): void {
  const risen = 1 - Math.exp(-seconds / rise);
  const fallen = 1 - Math.exp(-seconds / fall);
  for (let band = 0; band < bandCount; band++) {
    const missing = Math.max(0, (heard[band]! - silence) / (1 - silence)) - voice[band]!;
    voice[band]! += missing * (missing > 0 ? risen : fallen);
  }
}

/** The loudest band of a voice, 0 to 1. */
export function loudness(voice: Float32Array): number {
  let peak = 0;
  for (let band = 0; band < voice.length; band++) peak = Math.max(peak, voice[band]!);
  return peak;
}

function wasInterrupted(snapshot: Snapshot): boolean {
  return recentTurns(snapshot).findLast(({role}) => role === 'assistant')?.interrupted === true;
}

function restPose(voice: Float32Array, speaks: boolean): void {
  for (let band = 0; band < bandCount; band++) {
    voice[band] = +speaks * (0.6 + 0.3 * Math.cos(band * 2)) * (1 - band / bandCount);
  }
}
