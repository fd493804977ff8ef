import type {TextToSpeech} from '../../local-server/speech/text-to-speech.js';

/** Of the tone, in hertz. */
export const toneFrequency = 440;
const amplitude = 0.4;
const sampleRate = 24_000;
const pieceLength = sampleRate / 10;

/** A voice that hums one tone for so long, whatever it is to say: every gap and click in it can be found. */
export function toneVoice(seconds: () => number): TextToSpeech {
  return {
    name: 'tone',
    sampleRate,
    *speak() {
      // In pieces: a voice that hands over everything at once is sent at once, however slowly it is to be made.
      for (let start = 0; start < seconds() * sampleRate; start += pieceLength) {
        yield Int16Array.from({length: pieceLength}, (_, index) =>
          Math.round(
            Math.sin((2 * Math.PI * toneFrequency * (start + index)) / sampleRate) * amplitude * 32_767,
          ),
        );
      }
    },
  };
}
