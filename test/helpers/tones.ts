/** A sine of this frequency, at half of full scale. */
export function tone(frequency: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from(
    {length: Math.round(rate * seconds)},
    (_, index) => Math.sin((2 * Math.PI * frequency * index) / rate) / 2,
  );
}

/** The same as 16-bit samples. */
export function pcmTone(frequency: number, rate: number, seconds: number): Int16Array<ArrayBuffer> {
  return Int16Array.from(tone(frequency, rate, seconds), sample => Math.round(sample * 32_767));
}

/** How strong a frequency is in the middle of a sound: the amplitude of its sine. */
export function strengthOf(frequency: number, sound: Float32Array, rate: number): number {
  const middle = sound.subarray(Math.floor(sound.length / 10), Math.ceil((sound.length * 9) / 10));
  let real = 0;
  let imaginary = 0;
  let weights = 0;
  for (const [index, sample] of middle.entries()) {
    // A window with low side lobes: a neighbour's strength must not leak in.
    const place = (2 * Math.PI * index) / (middle.length - 1);
    const weight = 0.42 - 0.5 * Math.cos(place) + 0.08 * Math.cos(2 * place);
    const angle = (2 * Math.PI * frequency * index) / rate;
    real += sample * weight * Math.cos(angle);
    imaginary += sample * weight * Math.sin(angle);
    weights += weight;
  }
  return (2 * Math.hypot(real, imaginary)) / weights;
}

/** The greatest step between two neighbouring samples. */
export function maxStep(sound: Float32Array): number {
  let greatest = 0;
  for (let index = 1; index < sound.length; index++)
    greatest = Math.max(greatest, Math.abs(sound[index]! - sound[index - 1]!));
  return greatest;
}
