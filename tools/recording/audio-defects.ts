import type {Recording} from './record-output.js';
import {toneFrequency} from './tone-voice.js';

/** What is wrong with a recorded tone. */
export interface AudioDefects {
  /** Of the tone, from its beginning to its end. */
  readonly seconds: number;
  /** Silences within it. */
  readonly gaps: number;
  readonly gapMs: number;
  readonly clicks: number;
}

const blockSeconds = 0.005;
/** Quieter than this share of its loudest is silence. */
const silentShare = 0.1;
/** How far a sample may lie from where the two before it lead: opus and fading stay well below. */
const clickShare = 0.1;
/** What follows a click so soon belongs to it. */
const sameClickSeconds = 0.01;

/** Listens to a tone for silences and steps. */
export function audioDefectsOf({sampleRate, samples}: Recording): AudioDefects {
  const block = Math.round(blockSeconds * sampleRate);
  const levels = Array.from({length: Math.floor(samples.length / block)}, (_, index) =>
    Math.max(...samples.subarray(index * block, (index + 1) * block).map(Math.abs)),
  );
  const loudest = Math.max(0, ...levels);
  const sounds = levels.map(level => level > loudest * silentShare);
  const [first, last] = [sounds.indexOf(true), sounds.lastIndexOf(true)];
  const within = sounds.slice(first, last + 1);
  return {
    seconds: within.length * blockSeconds,
    gaps: within.filter((sound, index) => !sound && within[index - 1]).length,
    gapMs: within.filter(sound => !sound).length * blockSeconds * 1000,
    clicks: clicksIn(samples, sampleRate, loudest * clickShare),
  };
}

/** A tone goes on as its last two samples say, swelling or fading but slowly: what does not is a click. */
function clicksIn(samples: Float32Array, sampleRate: number, tolerance: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * toneFrequency) / sampleRate);
  let clicks = 0;
  let clickedAt = -Infinity;
  for (let index = 2; index < samples.length; index++) {
    const expected = turn * samples[index - 1]! - samples[index - 2]!;
    if (Math.abs(samples[index]! - expected) < tolerance) continue;
    if (index - clickedAt > sameClickSeconds * sampleRate) clicks++;
    clickedAt = index;
  }
  return clicks;
}
