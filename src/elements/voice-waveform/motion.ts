import type {LevelMeter} from '../../audio/level-meter.js';
import type {VoiceLevels} from '../../conversation/voice-levels.js';
import type {Snapshot} from '../../state/snapshot.js';

const bandCount = 12;
/** Time constants of movements, in seconds. Voices rise at once and fall slowly, as loudness is felt. */
const rise = 0.03;
const fall = 0.16;
const change = 0.12;
/** What a silent room measures, and no picture shows. */
const silence = 0.3;

/** Moves smoothly to where voices and phase want it, by the time that passed: every screen shows the same. */
export class Motion {
  /** Seconds, for movement that no sound drives. */
  time = 0;
  /** How much there is of each phase that has a look of its own, and of a muted microphone: 0 to 1. */
  readonly phaseWeights = {
    connecting: 0,
    listening: 0,
    thinking: 0,
    speaking: 0,
    reconnecting: 0,
    failed: 0,
    muted: 0,
  };
  /** Loudness by frequency, low to high, each 0 to 1. */
  readonly person = new Float32Array(bandCount);
  readonly assistant = new Float32Array(bandCount);
  readonly #heard = new Float32Array(bandCount);

  step(snapshot: Snapshot, levels: VoiceLevels | null, seconds: number): void {
    this.time += seconds;
    this.#easePhase(snapshot, part(seconds, change));
    this.#hear(this.person, levels?.input, seconds);
    this.#hear(this.assistant, levels?.output, seconds);
  }

  /** A picture that tells phase and speaker without moving. */
  rest(snapshot: Snapshot): void {
    this.time = 1;
    this.#easePhase(snapshot, 1);
    restPose(this.person, snapshot.userSpeaking);
    restPose(this.assistant, snapshot.phase === 'speaking');
  }

  #easePhase({phase, muted, textOnly}: Snapshot, way: number): void {
    const {phaseWeights} = this;
    // Without a microphone nothing listens.
    const isWritten = textOnly && phase === 'listening';
    const wanted = phase === 'requesting-microphone' ? 'connecting' : isWritten ? 'idle' : phase;
    for (const key in phaseWeights) {
      const phase = key as keyof typeof phaseWeights;
      phaseWeights[phase] +=
        (+(phase === wanted || (phase === 'muted' && muted)) - phaseWeights[phase]) * way;
    }
  }

  #hear(voice: Float32Array, meter: LevelMeter | undefined, seconds: number): void {
    const heard = this.#heard.fill(0);
    meter?.bands(heard);
    for (let band = 0; band < bandCount; band++) {
      const missing = Math.max(0, (heard[band]! - silence) / (1 - silence)) - voice[band]!;
      voice[band]! += missing * part(seconds, missing > 0 ? rise : fall);
    }
  }
}

/** The share of a movement that is done after some seconds: two short steps lead as far as a long one. */
function part(seconds: number, timeConstant: number): number {
  return 1 - Math.exp(-seconds / timeConstant);
}

function restPose(voice: Float32Array, speaks: boolean): void {
  for (let band = 0; band < bandCount; band++) {
    voice[band] = +speaks * (0.6 + 0.3 * Math.cos(band * 2)) * (1 - band / bandCount);
  }
}
