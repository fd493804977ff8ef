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
  };
}
