import {msToSamples} from '../../../local-server/audio/format.js';

/** Of sound in events. */
const sampleRate = 24_000;

/** A turn of the user as sound: silence, a tone, and the silence that ends it; PCM of 24 kHz. */
export function spokenTurn(): Int16Array {
  const samples = (ms: number) => msToSamples(ms, sampleRate);
  const sound = new Int16Array(samples(2_200));
  const end = samples(1_400);
  for (let index = samples(400); index < end; index++) sound[index] = Math.sin(index / 10) * 8_000;
  return sound;
}
