import {samplesToMs} from '../audio/format.js';

/** How long a spoken word is, about. */
const wordMs = 400;

export interface TranscribeOptions {
  /** As in `audio.input.transcription.language`, if the session set it. */
  language?: string;
  signal: AbortSignal;
}

/** Turns one spoken turn into words. */
export interface SpeechToText {
  readonly name: string;
  /** `pcm` is 48 kHz mono. An empty answer means that nothing was understood. */
  transcribe(pcm: Int16Array, options: TranscribeOptions): Promise<string>;
  /** The words so far of speech that goes on. Absent where words are only known when it ends. */
  transcribePart?(pcm: Int16Array, options: TranscribeOptions): Promise<string>;
}

/**
 * For tests: understands whatever is said as the given sentences, one per turn, in this order.
 * After the last it understands nothing.
 */
export function hearInOrder(...sentences: string[]): SpeechToText {
  const remaining = [...sentences];
  return {
    name: 'in order',
    transcribe: () => Promise.resolve(remaining.shift() ?? ''),
    transcribePart(pcm) {
      const words = remaining[0]?.match(/\s*\S+/gu) ?? [];
      const heard = Math.floor(samplesToMs(pcm.length) / wordMs);
      return Promise.resolve(words.slice(0, Math.min(heard, words.length - 1)).join(''));
    },
  };
}
