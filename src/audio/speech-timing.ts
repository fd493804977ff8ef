import type {LevelMeter} from './level-meter.js';

const endPollMs = 20;
const beginPollMs = 10;
/** What is said at last is among so many readings: five seconds. */
const maxReadings = 250;
/** Comfort noise and coding residue stay below this: -45 dB. */
const audibleLevel = 0.25;

interface Reading {
  readonly at: number;
  readonly level: number;
}

/**
 * Follows a voice. The function it returns ends that, and tells when the voice was last heard, on the clock of
 * `performance.now()`; or undefined where nothing was measured, such as in a hidden tab, whose timers rest.
 */
export function trackSpeechEnd(meter: LevelMeter): () => number | undefined {
  const readings: Reading[] = [];
  let [quietest, loudest] = [1, 0];
  meter.open(readings);
  const timer = setInterval(() => {
    const level = meter.level();
    if (document.hidden || !level) return;
    quietest = Math.min(quietest, level);
    loudest = Math.max(loudest, level);
    readings.push({at: performance.now(), level});
    if (readings.length > maxReadings) readings.shift();
  }, endPollMs);
  return () => {
    clearInterval(timer);
    meter.close(readings);
    // Levels are decibels: a voice is nearer to its own loudest than to what the room does without it.
    const between = (quietest + loudest) / 2;
    return readings.findLast(({level}) => level > between)?.at;
  };
}

/** Calls back once something is heard, with when it was; not in a hidden tab. @returns a function that ends it */
export function onFirstSound(meter: LevelMeter, heard: (at: number) => void): () => void {
  const end = () => {
    clearInterval(timer);
    meter.close(end);
  };
  meter.open(end);
  const timer = setInterval(() => {
    if (document.hidden || meter.level() < audibleLevel) return;
    end();
    heard(performance.now());
  }, beginPollMs);
  return end;
}
