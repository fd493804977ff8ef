import {Random as Randomness} from '../../tools/fuzz/random.js';

/* What a microphone hears besides voices. Each is made anew for a seed, at 48 kHz, at about the loudness of a voice. */

export const sampleRate = 48_000;

type Noise = (seconds: number, seed: number) => Float32Array;

/** Numbers from 0 to 1. */
type Random = () => number;

function randomFrom(seed: number): Random {
  const random = new Randomness(seed);
  return () => random.next();
}

/** Keys pressed and released, each a click with some ringing of the desk. */
export const keyboard: Noise = (seconds, seed) => {
  const random = randomFrom(seed);
  const sound = silence(seconds);
  for (let at = 0.3; at < seconds - 0.3; at += 0.06 + 0.3 * random() ** 2) {
    const strength = 0.1 + 0.3 * random();
    click(sound, at, strength, random);
    click(sound, at + 0.05 + 0.05 * random(), strength / 3, random);
  }
  return sound;
};

function click(sound: Float32Array, at: number, strength: number, random: Random): void {
  const [desk, key] = [90 + 160 * random(), 900 + 2_500 * random()];
  const start = Math.round(at * sampleRate);
  for (let index = 0; index < 0.09 * sampleRate && start + index < sound.length; index++) {
    const time = index / sampleRate;
    const ringing =
      0.5 * Math.sin(2 * Math.PI * desk * time) * Math.exp(-time / 0.02) +
      0.4 * Math.sin(2 * Math.PI * key * time) * Math.exp(-time / 0.004) +
      (random() - 0.5) * Math.exp(-time / 0.003);
    sound[start + index]! += strength * ringing;
  }
}

/** A fan that is switched on, and off again, every 20 seconds: a rush of air, and the hum of its blades. */
export const fan: Noise = (seconds, seed) => {
  const random = randomFrom(seed);
  const hum = 90 + 120 * random();
  const [air, turning] = [lowpass(700 + 900 * random()), lowpass(0.4)];
  let phase = 0;
  return silence(seconds).map((_, index) => {
    const time = index / sampleRate;
    const on = turning(time % 20 > 2 && time % 20 < 16 ? 1 : 0);
    phase += (2 * Math.PI * hum * on) / sampleRate;
    const blades = Math.sin(phase) + Math.sin(2 * phase) / 2 + Math.sin(3 * phase) / 3;
    return on ** 2 * (0.5 * air(random() - 0.5) + 0.02 * blades);
  });
};

/** A cough every five seconds: a burst, a rush of breath, and a short, rough voice at its end. */
export const cough: Noise = (seconds, seed) => {
  const random = randomFrom(seed);
  const sound = silence(seconds);
  for (let at = 1; at < seconds - 1; at += 4 + 2 * random()) {
    oneCough(sound, at, 0.2 + 0.3 * random(), random);
    if (random() < 0.5) oneCough(sound, at + 0.4 + 0.1 * random(), 0.2, random);
  }
  return sound;
};

function oneCough(sound: Float32Array, at: number, strength: number, random: Random): void {
  const start = Math.round(at * sampleRate);
  const throat = [resonance(500 + 300 * random(), 250), resonance(1_300 + 500 * random(), 300)];
  const pitch = 110 + 100 * random();
  const [burst, breath, voice] = [0.03 + 0.03 * random(), 0.1 + 0.1 * random(), 0.08 + 0.08 * random()];
  let phase = 0;
  for (let index = 0; index < (burst + breath + voice) * sampleRate; index++) {
    const time = index / sampleRate;
    const noise = random() - 0.5;
    let source = noise * 0.45 * Math.exp(-(time - burst) / breath);
    if (time < burst) source = noise * Math.min(1, time / 0.004);
    // Vocal folds after a cough beat unevenly.
    phase += (pitch * (1 + 0.35 * (random() - 0.5))) / sampleRate;
    if (time > burst + breath) {
      source = 0.2 * (noise + ((phase % 1) - 0.5)) * Math.max(0, 1 - (time - burst - breath) / voice);
    }
    const shaped = throat[0]!(source) + 0.6 * throat[1]!(source) + 0.1 * source;
    if (start + index < sound.length) sound[start + index]! += strength * shaped;
  }
}

/** A tune with chords and a beat, from a loudspeaker in the room. */
export const music: Noise = (seconds, seed) => {
  const random = randomFrom(seed);
  const sound = silence(seconds);
  const beat = 0.3 + 0.25 * random();
  const root = 110 * 2 ** (Math.floor(random() * 12) / 12);
  const scale = [0, 2, 4, 5, 7, 9, 11, 12];
  for (let count = 0; count * beat < seconds - 1; count++) {
    const chord = count % 4 === 0 ? [0, 4, 7] : [scale[Math.floor(random() * scale.length)]! + 12];
    for (const step of chord)
      note(sound, count * beat, root * 2 ** (step / 12), beat * (chord.length > 1 ? 3.5 : 1.2));
    if (count % 2) drum(sound, count * beat, random);
  }
  return sound;
};

function note(sound: Float32Array, at: number, frequency: number, seconds: number): void {
  const start = Math.round(at * sampleRate);
  for (let index = 0; index < seconds * sampleRate && start + index < sound.length; index++) {
    const time = index / sampleRate;
    const swell = Math.min(1, time / 0.01) * Math.exp(-time / 0.35);
    for (let harmonic = 1; harmonic <= 6; harmonic++)
      sound[start + index]! +=
        (0.05 / harmonic) * swell * Math.sin(2 * Math.PI * frequency * harmonic * time);
  }
}

function drum(sound: Float32Array, at: number, random: Random): void {
  const start = Math.round(at * sampleRate);
  for (let index = 0; index < 0.12 * sampleRate && start + index < sound.length; index++)
    sound[start + index]! += 0.15 * (random() - 0.5) * Math.exp(-index / sampleRate / 0.03);
}

/** The hiss of a quiet room, or the rush of a loud one. */
export const rush: Noise = (seconds, seed) => {
  const random = randomFrom(seed);
  const air = lowpass(1_000);
  return silence(seconds).map(() => air(random() - 0.5) + 0.1 * (random() - 0.5));
};

export function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * sampleRate));
}

function lowpass(frequency: number): (sample: number) => number {
  const share = 1 - Math.exp((-2 * Math.PI * frequency) / sampleRate);
  let value = 0;
  return sample => (value += share * (sample - value));
}

function resonance(frequency: number, width: number): (sample: number) => number {
  const radius = Math.exp((-Math.PI * width) / sampleRate);
  const turn = 2 * radius * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let [one, two] = [0, 0];
  return sample => {
    const value = (1 - radius) * 4 * sample + turn * one - radius * radius * two;
    [two, one] = [one, value];
    return value;
  };
}
