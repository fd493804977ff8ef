import {pcmSampleRate} from '../audio/format.js';
import {Resampler} from '../audio/resampler.js';
import type {SpeakOptions} from '../speech/text-to-speech.js';
import type {EngineServices} from './context.js';
import {ServiceFailed, watchService} from './watch-service.js';

/**
 * Speaks a sentence, and hands the sound on as it comes. A failure is reported.
 * @returns whether it was spoken
 */
export async function synthesize(
  services: EngineServices,
  sentence: string,
  options: SpeakOptions,
  write: (pcm: Int16Array) => void,
): Promise<boolean> {
  const {speak} = services;
  const {signal} = options;
  const resampler = new Resampler(speak.sampleRate, pcmSampleRate);
  const start = () => speak.speak(sentence.trim(), options);
  let spoken = true;
  try {
    for await (const chunk of watchService({services}, 'tts', speak.name, signal, start)) {
      if (signal.aborted) return spoken;
      write(resampler.process(chunk));
    }
  } catch (error) {
    if (!(error instanceof ServiceFailed)) throw error;
    spoken = false;
  }
  if (!signal.aborted) write(resampler.flush());
  return spoken;
}
