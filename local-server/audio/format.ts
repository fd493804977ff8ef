/** The one audio format inside the server: 48 kHz, mono, 16 bit, in frames of 20 ms. */
export const SAMPLE_RATE = 48_000;
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1000;

/** Number of samples to milliseconds, unrounded. */
export function samplesToMs(samples: number, sampleRate = SAMPLE_RATE): number {
  return (samples * 1000) / sampleRate;
}

/** Milliseconds to a whole number of samples. */
export function msToSamples(ms: number, sampleRate = SAMPLE_RATE): number {
  return Math.round((ms * sampleRate) / 1000);
}

/** Joins pieces of sound into one. */
export function concatenate(pieces: readonly Int16Array[]): Int16Array {
  const joined = new Int16Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}
