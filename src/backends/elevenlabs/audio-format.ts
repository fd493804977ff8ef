import {decodePcm, encodePcm} from '../../transports/pcm-codec.js';
import {loaded} from './loaded.js';

/** How sound travels in one direction. */
export interface AudioFormat {
  /** Samples per second. */
  readonly rate: number;
  /** The samples in a message, or null where it holds none. */
  readonly decode: (base64: unknown) => Int16Array<ArrayBuffer> | null;
  /** Samples as they travel in JSON. */
  readonly encode: (samples: Int16Array) => string;
}

/** What is spoken where the server does not say it. */
const defaultFormat = 'pcm_16000';

/**
 * The format of a name such as `pcm_16000`; null where it is none that can be played. That of telephones is loaded only
 * for an agent that speaks it.
 */
export async function audioFormat(name: unknown = defaultFormat): Promise<AudioFormat | null> {
  const [, codec, digits] = /^(pcm|ulaw)_(\d{4,5})$/.exec(String(name)) ?? [];
  const rate = Number(digits);
  if (!codec || rate < 8_000 || rate > 48_000) return null;
  if (codec === 'pcm') return {rate, decode: decodePcm, encode: encodePcm};
  const {decodeMuLaw: decode, encodeMuLaw: encode} = await loaded(import('./mu-law.js'));
  return {rate, decode, encode};
}
