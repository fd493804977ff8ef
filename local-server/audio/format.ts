/** The one audio format inside the server: 48 kHz, mono, 16 bit, in frames of 20 ms. */
export const pcmSampleRate = 48_000;
export const frameMs = 20;
export const frameSamples = (pcmSampleRate * frameMs) / 1000;

/** Number of samples to milliseconds, unrounded. */
export function samplesToMs(samples: number, sampleRate = pcmSampleRate): number {
  return (samples * 1000) / sampleRate;
}

/** Milliseconds to a whole number of samples. */
export function msToSamples(ms: number, sampleRate = pcmSampleRate): number {
  return Math.round((ms * sampleRate) / 1000);
}

/** Joins chunks of sound into one. */
export function concatenate(chunks: readonly Int16Array[]): Int16Array {
  const joined = new Int16Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}
