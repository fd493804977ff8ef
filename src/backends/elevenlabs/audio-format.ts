import {decodePcm, encodePcm} from '../../transports/pcm-codec.js';
import {fromMuLaw, toMuLaw} from './mu-law.js';

/** How sound travels in one direction. */
export interface AudioFormat {
  readonly codec: 'pcm' | 'ulaw';
  /** Samples per second. */
  readonly rate: number;
}

/** What is spoken where the server does not say it. */
const defaultFormat = 'pcm_16000';
/** A minute of telephone sound: more in one message is a mistake, or an attack. */
const maxMuLawLength = 60 * 8_000 * 2;

/** The format of a name such as `pcm_16000`; null where it is none that can be played. */
export function audioFormat(name: unknown = defaultFormat): AudioFormat | null {
  const [, codec, digits] = /^(pcm|ulaw)_(\d{4,5})$/.exec(String(name)) ?? [];
  const rate = Number(digits);
  return codec && rate >= 8_000 && rate <= 48_000 ? {codec: codec as AudioFormat['codec'], rate} : null;
}

/** The samples in a message, or null where it holds none. */
export function decodeSound(base64: unknown, {codec}: AudioFormat): Int16Array<ArrayBuffer> | null {
  if (codec === 'pcm') return decodePcm(base64);
  if (typeof base64 !== 'string' || !base64 || base64.length > maxMuLawLength) return null;
  try {
    return fromMuLaw(Uint8Array.from(atob(base64), character => character.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** Samples as they travel in JSON. */
export function encodeSound(samples: Int16Array, {codec}: AudioFormat): string {
  return codec === 'pcm' ? encodePcm(samples) : btoa(String.fromCharCode(...toMuLaw(samples)));
}
