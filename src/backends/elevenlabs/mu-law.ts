/* G.711 µ-law, as telephones speak it: a byte for each sample. @see https://www.itu.int/rec/T-REC-G.711 */

const bias = 132;
const maxSample = 32_635;
/** A minute of telephone sound: more in one message is a mistake, or an attack. */
const maxLength = 60 * 8_000 * 2;

/** What a byte stands for, for each of the 256. */
const samples = Int16Array.from({length: 256}, (_, index) => {
  const byte = ~index;
  const exponent = (byte >> 4) & 7;
  const magnitude = ((((byte & 15) << 3) + bias) << exponent) - bias;
  return byte & 128 ? -magnitude : magnitude;
});

/** The samples in a message, or null where it holds none. */
export function decodeMuLaw(base64: unknown): Int16Array<ArrayBuffer> | null {
  if (typeof base64 !== 'string' || !base64 || base64.length > maxLength) return null;
  try {
    return Int16Array.from(atob(base64), character => samples[character.charCodeAt(0)]!);
  } catch {
    return null;
  }
}

/** Samples as they travel in JSON. */
export function encodeMuLaw(pcm: Int16Array): string {
  return btoa(String.fromCharCode(...bytesOf(pcm)));
}

function bytesOf(pcm: Int16Array): Uint8Array {
  return Uint8Array.from(pcm, sample => {
    const sign = sample < 0 ? 128 : 0;
    const magnitude = Math.min(Math.abs(sample), maxSample) + bias;
    const exponent = 31 - Math.clz32(magnitude) - 7;
    return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 15)) & 255;
  });
}
