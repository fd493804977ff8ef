import {decodeWav} from '../audio/wav.js';
import {resample} from '../audio/resampler.js';
import type {SpeakOptions, TextToSpeech} from './text-to-speech.js';

interface HttpSpeechOptions {
  /** Base, or the whole address of an OpenAI-compatible speech endpoint. */
  url: string;
  model?: string;
  /** Instead of the session's voice. */
  voice?: string;
  apiKey?: string;
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
    const {model = 'tts-1', apiKey} = this.#options;
    const response = await fetch(speechUrl(this.#options.url), {
      method: 'POST',
      headers: {'content-type': 'application/json', ...(apiKey ? {authorization: `Bearer ${apiKey}`} : {})},
      body: JSON.stringify({
        model,
        voice: this.#options.voice ?? voice,
        input: text,
        speed,
        response_format: 'pcm',
      }),
      signal,
    });
    if (!response.ok || !response.body) throw new Error(`the speech endpoint answered ${response.status}`);
    const chunks = response.body as unknown as AsyncIterable<Uint8Array>;
    if (/wav/u.test(response.headers.get('content-type') ?? '')) {
      const {pcm, sampleRate} = decodeWav(await collect(chunks));
      yield resample(pcm, sampleRate, this.sampleRate);
    } else {
      yield* toSamples(chunks);
    }
  }
}

function speechUrl(url: string): string {
  const base = url.replace(/\/+$/u, '');
  if (base.endsWith('/audio/speech')) return base;
  return base.endsWith('/v1') ? `${base}/audio/speech` : `${base}/v1/audio/speech`;
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** Chunks may end in the middle of a sample. */
async function* toSamples(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Int16Array> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % 2);
    const pcm = new Int16Array(whole / 2);
    for (let index = 0; index < pcm.length; index++) pcm[index] = bytes.readInt16LE(index * 2);
    rest = bytes.subarray(whole);
    if (pcm.length > 0) yield pcm;
  }
}
