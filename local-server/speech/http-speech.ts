import {requestService} from '../services/request-service.js';
import {readSound} from './read-sound.js';
import type {SpeakOptions, TextToSpeech} from './text-to-speech.js';

interface HttpSpeechOptions {
  /** Base, or the whole address of an OpenAI-compatible speech endpoint. */
  url: string;
  model?: string;
  /** Instead of the session's voice. */
  voice?: string;
  apiKey?: string;
  /** How long it may send nothing. 10 s by default. */
  timeoutMs?: number;
}

/** Speaks through an OpenAI-compatible `/v1/audio/speech`, which sends 24 kHz PCM, or a WAV file of any rate. */
export class HttpTextToSpeech implements TextToSpeech {
  readonly name: string;
  readonly sampleRate = 24_000;
  readonly #options: HttpSpeechOptions;

  constructor(options: HttpSpeechOptions) {
    this.#options = options;
    this.name = `${options.model ?? 'speech'} at ${new URL(options.url).host}`;
  }

  async *speak(text: string, {voice, speed, signal}: SpeakOptions): AsyncGenerator<Int16Array> {
    const {url, model = 'tts-1', apiKey, timeoutMs = 10_000} = this.#options;
    const answer = await requestService({
      url: speechUrl(url),
      apiKey,
      timeoutMs,
      body: JSON.stringify({
        model,
        voice: this.#options.voice ?? voice,
        input: text,
        speed,
        response_format: 'pcm',
      }),
      signal,
      spoken: [text],
    });
    try {
      yield* readSound(answer.body, answer.contentType, this.sampleRate);
    } finally {
      answer.cancel();
    }
  }
}

function speechUrl(url: string): string {
  const base = url.replace(/\/+$/u, '');
  if (base.endsWith('/audio/speech')) return base;
  return base.endsWith('/v1') ? `${base}/audio/speech` : `${base}/v1/audio/speech`;
}
