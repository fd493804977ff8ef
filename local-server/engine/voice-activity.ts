import {frameMs} from '../audio/format.js';
import {toDecibels} from '../audio/level.js';

/** How a spoken turn is found in the sound. */
interface VoiceActivitySettings {
  /** 0..1: how far above the noise speech must be. 0.5 is 12 dB. */
  threshold: number;
  /** This much quiet ends the turn. */
  silenceMs: number;
}

type VoiceActivityChange = 'started' | 'stopped' | undefined;

/** Below this nothing counts as speech, however quiet the room is. */
const minSpeechDb = -52;
/** Silence deeper than this makes no difference, and would take long to rise from. */
const minFloorDb = -65;
/** Noise louder than this is taken for speech. */
const maxFloorDb = -28;
/** 4 loud frames among the last 6 begin a turn: 80 ms, so that a click does not. */
const onsetFrames = 4;
const onsetWindow = 6;
/** The window in which the quietest moment is looked for: speech has a pause at least every 2 s. */
const floorWindowFrames = 2000 / frameMs;

/**
 * Finds speech by its energy above a noise floor that follows the room: the floor is the quietest recent moment.
 * It sinks at once and rises slowly; during speech it rises more slowly still.
 */
export class VoiceActivityDetector {
  #settings: VoiceActivitySettings;
  #floor = minFloorDb;
  #frames = 0;
  readonly #recent: number[] = [];
  readonly #loud: boolean[] = [];
  #quietFrames = 0;
  #speaking = false;

  constructor(settings: VoiceActivitySettings) {
    this.#settings = settings;
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  /** How long speech had already been going on when `started` was reported. */
  get onsetMs(): number {
    return onsetWindow * frameMs;
  }

  configure(settings: VoiceActivitySettings): void {
    this.#settings = settings;
  }

  /** Forgets the turn, but not the room. */
  reset(): void {
    this.#speaking = false;
    this.#quietFrames = 0;
    this.#loud.length = 0;
  }

  /** Takes the level (0..1) of the next frame of 20 ms. */
  push(level: number): VoiceActivityChange {
    const decibels = toDecibels(level);
    this.#follow(decibels);
    const margin = 4 + 16 * this.#settings.threshold;
    return this.#speaking ? this.#during(decibels, margin) : this.#before(decibels, margin);
  }

  #before(decibels: number, margin: number): VoiceActivityChange {
    this.#loud.push(decibels > Math.max(this.#floor + margin, minSpeechDb));
    if (this.#loud.length > onsetWindow) this.#loud.shift();
    if (this.#loud.filter(Boolean).length < onsetFrames) return undefined;
    this.#speaking = true;
    this.#quietFrames = 0;
    return 'started';
  }

  #during(decibels: number, margin: number): VoiceActivityChange {
    // Half the margin: the end of a word is quieter than its beginning.
    const quiet = decibels < Math.max(this.#floor + margin / 2, minSpeechDb - 4);
    this.#quietFrames = quiet ? this.#quietFrames + 1 : 0;
    if (this.#quietFrames * frameMs < this.#settings.silenceMs) return undefined;
    this.reset();
    return 'stopped';
  }

  #follow(decibels: number): void {
    this.#recent.push(decibels);
    if (this.#recent.length > floorWindowFrames) this.#recent.shift();
    this.#frames++;
    const quietest = Math.min(...this.#recent);
    if (this.#frames <= 3) {
      // The first sound of a call is more likely the room than a word.
      this.#floor = Math.min(maxFloorDb - 10, quietest);
    } else if (quietest < this.#floor) {
      this.#floor = quietest;
    } else {
      // Per frame: 20 dB a second in quiet, 3 dB a second during speech.
      const rise = this.#speaking ? 0.06 : 0.4;
      this.#floor = Math.min(this.#floor + rise, quietest, maxFloorDb);
    }
    this.#floor = Math.max(this.#floor, minFloorDb);
  }
}
