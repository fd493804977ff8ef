import {OnsetDetector} from '../../src/audio/worklets/onset-detector.js';
import {sampleRate} from './noises.js';

/** What the audio thread hands over at a time. */
const blockLength = 128;
/** What the page does: the assistant is this much quieter at once, and comes back when the server does not confirm. */
const ducked = 0.15;
const confirmationSeconds = 0.65;

/** How the assistant's voice comes back through the microphone. */
export interface Room {
  readonly delayMs: number;
  /** In decibels, in proportion to what is played. */
  readonly echo: number;
  /** How far the loudspeaker bends loud sounds, 0 to 1: what an echo canceller cannot take away. */
  readonly bend?: number;
}

export interface Scene {
  /** The person and whatever else is in the room. */
  readonly heard: Float32Array;
  /** What the assistant says. Nothing when unset. */
  readonly assistant?: Float32Array;
  readonly room?: Room;
  /** Whether the person speaks at that time, and if so, when the assistant is thinking about the next answer. */
  readonly confirms?: (seconds: number) => number | undefined;
}

/** When speech was noticed, in seconds. Each is taken back after a while, unless it is confirmed. */
export function onsetsIn({heard, assistant, room, confirms = () => undefined}: Scene): number[] {
  const detector = new OnsetDetector(sampleRate);
  const played = new Float32Array(heard.length);
  const onsets: number[] = [];
  const reflections = room ? reflectionsOf(room) : [];
  let backAt = -1;
  /** The person has the floor: the detector does not listen for them. */
  let restsUntil = 0;
  let duckingGain = 1;
  for (let start = 0; start + blockLength <= heard.length; start += blockLength) {
    const microphone = heard.slice(start, start + blockLength);
    const reference = new Float32Array(blockLength);
    for (let index = 0; index < blockLength; index++) {
      const at = start + index;
      reference[index] = assistant?.[at % assistant.length] ?? 0;
      duckingGain += Math.max(-1 / 500, Math.min(1 / 9_600, (backAt < 0 ? 1 : ducked) - duckingGain));
      const bend = room?.bend ?? 0;
      const loud = reference[index]! * duckingGain;
      played[at] = loud - bend * loud * Math.abs(loud) * 4;
      for (const {delay, share} of reflections)
        if (at >= delay) microphone[index]! += share * played[at - delay]!;
    }
    const seconds = (start + blockLength) / sampleRate;
    if (backAt >= 0 && seconds >= backAt) {
      backAt = -1;
      detector.dismiss();
    }
    if (seconds < restsUntil || detector.push(microphone, reference) === null) continue;
    onsets.push(seconds);
    restsUntil = confirms(seconds) ?? 0;
    if (restsUntil) detector.restart();
    else backAt = seconds + confirmationSeconds;
  }
  return onsets;
}

/** The direct way, and five later and weaker ones. */
function reflectionsOf({delayMs, echo}: Room): {delay: number; share: number}[] {
  const loudness = 10 ** (echo / 20);
  return [0, 7.3, 13.1, 22.7, 37.9, 61.3].map((laterMs, count) => ({
    delay: Math.round(((delayMs + laterMs) / 1000) * sampleRate),
    share: (count ? 0.4 * 0.7 ** count * (count % 2 ? -1 : 1) : 0.85) * loudness,
  }));
}

/** As it sounds some metres away, in a room with bare walls: half a second of weaker and weaker reflections. */
export function fromAfar(sound: Float32Array): Float32Array {
  const far = Float32Array.from(sound);
  for (let count = 1; count <= 24; count++) {
    const delay = Math.round((0.011 * count + 0.0004 * count ** 2) * sampleRate);
    const share = 0.5 * 0.86 ** count * (count % 3 ? 1 : -1);
    for (let index = delay; index < far.length; index++) far[index]! += share * sound[index - delay]!;
  }
  return far;
}

/** Adds sounds, each at its own loudness, as long as the longest. */
export function mixed(...sounds: readonly (readonly [sound: Float32Array, level?: number])[]): Float32Array {
  const mix = new Float32Array(Math.max(...sounds.map(([sound]) => sound.length)));
  for (const [sound, level] of sounds) {
    const gain = level === undefined ? 1 : 10 ** ((level - loudnessOf(sound)) / 20);
    sound.forEach((sample, index) => (mix[index]! += gain * sample));
  }
  return mix;
}

/** In decibels, over the louder parts: pauses do not count. */
export function loudnessOf(sound: Float32Array): number {
  const frame = sampleRate / 50;
  const powers: number[] = [];
  for (let start = 0; start + frame <= sound.length; start += frame)
    powers.push(
      sound.subarray(start, start + frame).reduce((sum, sample) => sum + sample * sample, 0) / frame,
    );
  const loudest = Math.max(...powers);
  const loud = powers.filter(power => power > loudest / 300);
  return 10 * Math.log10(loud.reduce((sum, power) => sum + power, 0) / loud.length + 1e-12);
}
