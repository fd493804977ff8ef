import type {LevelMeter} from '../audio/level-meter.js';

/** How loud the person and the assistant are, to be drawn. */
export interface VoiceLevels {
  readonly input: LevelMeter;
  readonly output: LevelMeter;
}
