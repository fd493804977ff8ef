/** A minute of sound at 48 kHz: more in one message is a mistake, or an attack. */
const maxBase64Length = (60 * 48_000 * 2 * 4) / 3;

/** Samples as they travel in JSON. */
export function encodePcm(samples: Int16Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return btoa(String.fromCharCode(...bytes));
}

/** The samples in a message, or null where it holds none: not base64, empty, half a sample, or far too many. */
export function decodePcm(base64: unknown): Int16Array<ArrayBuffer> | null {
  if (typeof base64 !== 'string' || base64.length > maxBase64Length) return null;
  try {
    const binary = atob(base64);
    if (!binary.length || binary.length % 2) return null;
    const bytes = Uint8Array.from(binary, character => character.charCodeAt(0));
    return new Int16Array(bytes.buffer);
  } catch {
    return null;
  }
}
