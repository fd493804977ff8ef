import {samplesToMs} from '../audio/format.js';
import type {TranscribeOptions} from '../speech-to-text/speech-to-text.js';
import type {EngineServices} from './context.js';

/** What became of the words of a stretch of speech. */
export type Understanding =
  | {
      readonly transcript: string;
      /** It was not understood: other words stand for it. */ readonly isPlaceholder: boolean;
    }
  | {readonly code: string; readonly message: string};

/** Finds the words of a stretch of speech. It never rejects: a failure is reported, and told. */
export async function understandSpeech(
  {understand, placeholderTranscript, faults, clock, reportFailure}: EngineServices,
  pcm: Int16Array,
  options: TranscribeOptions,
): Promise<Understanding> {
  const failed = 'The audio could not be transcribed.';
  if (faults().transcriptionFails) return {code: 'audio_unintelligible', message: failed};
  if (!understand) {
    if (placeholderTranscript)
      return {transcript: placeholderTranscript(samplesToMs(pcm.length)), isPlaceholder: true};
    return {code: 'transcription_unavailable', message: 'This server does not understand speech.'};
  }
  const startedAt = clock.now();
  try {
    const transcript = await understand.transcribe(pcm, options);
    if (transcript) return {transcript, isPlaceholder: false};
    return {code: 'audio_unintelligible', message: 'Nothing was understood.'};
  } catch (error) {
    if (!options.signal.aborted)
      reportFailure({service: 'stt', name: understand.name, error, ms: clock.now() - startedAt});
    return {code: 'transcription_failed', message: failed};
  }
}
