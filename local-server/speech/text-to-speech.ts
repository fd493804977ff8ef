export interface SpeakOptions {
  /** The session's voice name (`alloy`, `marin`, ...). */
  voice: string;
  /** 0.25..1.5, 1 is normal. */
  speed: number;
  signal: AbortSignal;
}

/** Turns one sentence into sound, chunk by chunk. */
export interface TextToSpeech {
  readonly name: string;
  /** Of the chunks it yields. */
  readonly sampleRate: number;
  speak(text: string, options: SpeakOptions): AsyncIterable<Int16Array> | Iterable<Int16Array>;
  /** Loads what is needed before the first sentence. */
  warmUp?(): Promise<void>;
  close?(): Promise<void>;
}
