import {pcmSampleRate} from '../audio/format.js';
import {resample} from '../audio/resampler.js';
import {encodeWav} from '../audio/wav.js';
import {collect, requestService} from '../services/request-service.js';
import {ServiceError} from '../services/service-error.js';
import type {SpeechToText, TranscribeOptions} from './speech-to-text.js';

interface HttpTranscriptionOptions {
  /** Base, or the whole address of an OpenAI-compatible transcription endpoint. */
  url: string;
  model?: string;
  apiKey?: string;
  /** How long it may send nothing. 10 s by default. */
  timeoutMs?: number;
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
    const {url, model = 'gpt-transcribe', apiKey, timeoutMs = 10_000} = this.#options;
    const wav = encodeWav(resample(pcm, pcmSampleRate, recogniserRate), recogniserRate);
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(wav)], {type: 'audio/wav'}), 'turn.wav');
    form.set('model', model);
    form.set('response_format', 'json');
    // OpenAI's newer models take several.
    if (language) form.set(/^gpt-(?:live-)?transcribe/u.test(model) ? 'languages[]' : 'language', language);
    const answer = await requestService({
      url: transcriptionsUrl(url),
      apiKey,
      timeoutMs,
      body: form,
      signal,
    });
    try {
      if (/html/u.test(answer.contentType)) throw noText(answer.contentType);
      return wordsIn((await collect(answer.body)).toString('utf8'), answer.contentType);
    } finally {
      answer.cancel();
    }
  }
}

function noText(contentType: string): ServiceError {
  return new ServiceError('content', `answered with ${contentType || 'something'} that has no text`);
}

function wordsIn(body: string, contentType: string): string {
  let text: unknown;
  try {
    ({text} = JSON.parse(body) as {text?: unknown});
  } catch {
    // Told below.
  }
  if (typeof text === 'string') return text.trim();
  throw noText(contentType);
}

function transcriptionsUrl(url: string): string {
  const base = url.replace(/\/+$/u, '');
  if (base.endsWith('/audio/transcriptions')) return base;
  return base.endsWith('/v1') ? `${base}/audio/transcriptions` : `${base}/v1/audio/transcriptions`;
}
