import type {LevelMeter} from '../../src/audio/level-meter.js';
import type {VoiceLevels} from '../../src/conversation/voice-levels.js';
import recording from './recorded-levels.json';

type Voice = 'person' | 'assistant';

/** A sentence that was measured in a call (tools/stories/record-levels.ts), again and again; or silence. */
function recorded(voice: Voice | null): LevelMeter {
  const frames = voice ? recording[voice] : [];
  const bands = (into: Float32Array): void => {
    const at = Math.floor((performance.now() / 1000) * recording.framesPerSecond) % (frames.length || 1);
    into.set(frames[at] ?? new Array<number>(into.length).fill(0));
  };
  return {bands, open: () => {}, close: () => {}} as Partial<LevelMeter> as LevelMeter;
}

/** What is heard of both while one of them speaks, or neither. */
export function levelsOf(speaker: Voice | null): VoiceLevels {
  return {
    input: recorded(speaker === 'person' ? 'person' : null),
    output: recorded(speaker === 'assistant' ? 'assistant' : null),
  };
}
