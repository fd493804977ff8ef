/* G.711 µ-law, as telephones speak it: a byte for each sample. @see https://www.itu.int/rec/T-REC-G.711 */

const bias = 132;
const maxSample = 32_635;

/** What a byte stands for, for each of the 256. */
const samples = Int16Array.from({length: 256}, (_, index) => {
  const byte = ~index;
  const exponent = (byte >> 4) & 7;
  const magnitude = ((((byte & 15) << 3) + bias) << exponent) - bias;
  return byte & 128 ? -magnitude : magnitude;
});

export function fromMuLaw(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(bytes, byte => samples[byte]!);
}

export function toMuLaw(pcm: Int16Array): Uint8Array {
  return Uint8Array.from(pcm, sample => {
    const sign = sample < 0 ? 128 : 0;
    const magnitude = Math.min(Math.abs(sample), maxSample) + bias;
    const exponent = 31 - Math.clz32(magnitude) - 7;
    return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 15)) & 255;
  });
}
