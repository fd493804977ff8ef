import {msToSamples} from '../audio/format.js';
import type {SpeakOptions, TextToSpeech} from './text-to-speech.js';

const wordMs = 200;
/** Each tone comes and goes this slowly, so that it does not click. */
const fadeMs = 20;
const volume = 6_000;

/** Hums instead of speaking: a tone for each word, as long as one. For tests, which need sound and no voice. */
export class ToneTextToSpeech implements TextToSpeech {
  readonly name = 'tones';
  readonly sampleRate = 24_000;

  *speak(text: string, {speed, signal}: SpeakOptions): Generator<Int16Array> {
    const length = msToSamples(wordMs / speed, this.sampleRate);
    const fade = msToSamples(fadeMs, this.sampleRate);
    for (const word of text.trim().split(/\s+/u)) {
      if (signal.aborted) return;
      const step = (2 * Math.PI * (180 + 10 * (word.length % 8))) / this.sampleRate;
      yield Int16Array.from({length}, (_, index) => {
        const loudness = Math.min(1, index / fade, (length - index) / fade);
        return Math.sin(index * step) * loudness * volume;
      });
    }
  }
}
