import {pcmSampleRate} from '../audio/format.js';
import {resample} from '../audio/resampler.js';
import {encodeWav} from '../audio/wav.js';
import type {SpeechToText, TranscribeOptions} from './speech-to-text.js';

interface HttpTranscriptionOptions {
  /** Base, or the whole address of an OpenAI-compatible transcription endpoint. */
  url: string;
  model?: string;
  apiKey?: string;
}

/** What recognisers are trained on. */
const recogniserRate = 16_000;

/** Understands through an OpenAI-compatible `/v1/audio/transcriptions`. */
export class HttpSpeechToText implements SpeechToText {
  readonly name: string;
  readonly #options: HttpTranscriptionOptions;

  constructor(options: HttpTranscriptionOptions) {
    this.#options = options;
    this.name = `${options.model ?? 'transcription'} at ${new URL(options.url).host}`;
  }

  async transcribe(pcm: Int16Array, {language, signal}: TranscribeOptions): Promise<string> {
    const {url, model = 'gpt-transcribe', apiKey} = this.#options;
    const wav = encodeWav(resample(pcm, pcmSampleRate, recogniserRate), recogniserRate);
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(wav)], {type: 'audio/wav'}), 'turn.wav');
    form.set('model', model);
    form.set('response_format', 'json');
    if (language) form.set('language', language);
    const response = await fetch(transcriptionsUrl(url), {
      method: 'POST',
      headers: apiKey ? {authorization: `Bearer ${apiKey}`} : {},
      body: form,
      signal,
    });
    if (!response.ok) throw new Error(`the transcription endpoint answered ${response.status}`);
    const {text} = (await response.json()) as {text?: string};
    return (text ?? '').trim();
  }
}

function transcriptionsUrl(url: string): string {
  const base = url.replace(/\/+$/u, '');
  if (base.endsWith('/audio/transcriptions')) return base;
  return base.endsWith('/v1') ? `${base}/audio/transcriptions` : `${base}/v1/audio/transcriptions`;
}
