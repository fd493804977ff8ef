import type {TextToSpeech} from '../../local-server/speech/text-to-speech.js';

/** Of the tone, in hertz. */
export const toneFrequency = 440;
const amplitude = 0.4;
const sampleRate = 24_000;
const chunkLength = sampleRate / 10;

/** A voice that hums one tone for so long, whatever it is to say: every gap and click in it can be found. */
export function toneVoice(seconds: () => number): TextToSpeech {
  return {
    name: 'tone',
    sampleRate,
    *speak() {
      // In chunks: a voice that yields everything at once is sent at once, however slow `generationSpeed` is.
      for (let start = 0; start < seconds() * sampleRate; start += chunkLength) {
        yield Int16Array.from({length: chunkLength}, (_, index) =>
          Math.round(
            Math.sin((2 * Math.PI * toneFrequency * (start + index)) / sampleRate) * amplitude * 32_767,
          ),
        );
      }
    },
  };
}
