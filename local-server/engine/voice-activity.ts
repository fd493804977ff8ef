import {FRAME_MS} from '../audio/format.js';
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
const QUIETEST_SPEECH_DB = -52;
/** Silence deeper than this makes no difference, and would take long to rise from. */
const QUIETEST_FLOOR_DB = -65;
/** Noise louder than this is taken for speech. */
const LOUDEST_FLOOR_DB = -28;
/** 4 loud frames among the last 6 begin a turn: 80 ms, so that a click does not. */
const ONSET_FRAMES = 4;
const ONSET_WINDOW = 6;
/** Quiet moments are looked for within 2 s: nobody speaks longer without one. */
const FLOOR_WINDOW = 2000 / FRAME_MS;

/**
 * Finds speech by its energy above a noise floor that follows the room: the floor is the quietest recent moment.
 * It sinks at once, and rises slowly, slower still while somebody speaks.
 */
export class VoiceActivityDetector {
  #settings: VoiceActivitySettings;
  #floor = QUIETEST_FLOOR_DB;
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
    return ONSET_WINDOW * FRAME_MS;
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
    this.#loud.push(decibels > Math.max(this.#floor + margin, QUIETEST_SPEECH_DB));
    if (this.#loud.length > ONSET_WINDOW) this.#loud.shift();
    if (this.#loud.filter(Boolean).length < ONSET_FRAMES) return undefined;
    this.#speaking = true;
    this.#quietFrames = 0;
    return 'started';
  }

  #during(decibels: number, margin: number): VoiceActivityChange {
    // Half the margin: the end of a word is quieter than its beginning.
    const quiet = decibels < Math.max(this.#floor + margin / 2, QUIETEST_SPEECH_DB - 4);
    this.#quietFrames = quiet ? this.#quietFrames + 1 : 0;
    if (this.#quietFrames * FRAME_MS < this.#settings.silenceMs) return undefined;
    this.reset();
    return 'stopped';
  }

  #follow(decibels: number): void {
    this.#recent.push(decibels);
    if (this.#recent.length > FLOOR_WINDOW) this.#recent.shift();
    this.#frames++;
    const quietest = Math.min(...this.#recent);
    if (this.#frames <= 3) {
      // The first sound of a call is more likely the room than a word.
      this.#floor = Math.min(LOUDEST_FLOOR_DB - 10, quietest);
    } else if (quietest < this.#floor) {
      this.#floor = quietest;
    } else {
      // Per frame: 20 dB a second in quiet, 3 dB while somebody speaks.
      const rise = this.#speaking ? 0.06 : 0.4;
      this.#floor = Math.min(this.#floor + rise, quietest, LOUDEST_FLOOR_DB);
    }
    this.#floor = Math.max(this.#floor, QUIETEST_FLOOR_DB);
  }
}
