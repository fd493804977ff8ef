import {LlmResponder} from './responders/llm-responder.js';
import {ScriptedResponder} from './responders/scripted-responder.js';
import {HttpSpeechToText} from './speech-to-text/http-transcription.js';
import {PocketsphinxSpeechToText} from './speech-to-text/pocketsphinx.js';
import type {SpeechToText} from './speech-to-text/speech-to-text.js';
import type {RealtimeServerOptions} from './options.js';
import {EspeakTextToSpeech} from './speech/espeak.js';
import {HttpTextToSpeech} from './speech/http-speech.js';

type Environment = Record<string, string | undefined>;

/** What responds, speaks and understands. */
export type ChosenServices = Required<Pick<RealtimeServerOptions, 'responder' | 'speak'>> &
  Pick<RealtimeServerOptions, 'understand' | 'session' | 'placeholderTranscript'>;

/**
 * Chooses by environment variables: `LLM_URL` (`LLM_MODEL`, `LLM_API_KEY`), `TTS_URL` (`TTS_MODEL`, `TTS_VOICE`,
 * `TTS_API_KEY`), `STT_URL` (`STT_MODEL`, `STT_API_KEY`), each with a `…_TIMEOUT` in seconds; what is not named is done by
 * what comes with the server.
 */
export async function servicesFromEnvironment(
  environment: Environment = process.env,
): Promise<ChosenServices> {
  const {LLM_URL, LLM_MODEL, LLM_API_KEY, TTS_URL, TTS_MODEL, TTS_VOICE, TTS_API_KEY} = environment;
  const understand = await selectSpeechToText(environment);
  return {
    responder: LLM_URL
      ? new LlmResponder({
          url: LLM_URL,
          model: LLM_MODEL ?? 'llama3.2',
          ...optional('apiKey', LLM_API_KEY),
          ...timeout(environment, 'LLM_TIMEOUT'),
        })
      : new ScriptedResponder(),
    speak: TTS_URL
      ? new HttpTextToSpeech({
          url: TTS_URL,
          ...optional('model', TTS_MODEL),
          ...optional('voice', TTS_VOICE),
          ...optional('apiKey', TTS_API_KEY),
          ...timeout(environment, 'TTS_TIMEOUT'),
        })
      : new EspeakTextToSpeech(),
    // What is said is shown, even if only as its length.
    session: {audio: {input: {transcription: {model: 'local'}}}},
    ...(understand ? {understand} : {placeholderTranscript: describeLength}),
  };
}

/** `answers: ..., speech: ..., understanding: ...`, for people to read. */
export function describeServices({responder, speak, understand}: ChosenServices): string {
  return [
    `answers:       ${responder.name}`,
    `speech:        ${speak.name}`,
    `understanding: ${understand?.name ?? 'none (set STT_URL, or install pocketsphinx)'}`,
  ].join('\n');
}

async function selectSpeechToText(environment: Environment): Promise<SpeechToText | undefined> {
  const {STT_URL, STT_MODEL, STT_API_KEY} = environment;
  if (!STT_URL) return PocketsphinxSpeechToText.find();
  return new HttpSpeechToText({
    url: STT_URL,
    ...optional('model', STT_MODEL),
    ...optional('apiKey', STT_API_KEY),
    ...timeout(environment, 'STT_TIMEOUT'),
  });
}

function describeLength(spokenMs: number): string {
  return `(you spoke for ${(spokenMs / 1000).toFixed(1)} seconds)`;
}

function timeout(environment: Environment, name: string): {timeoutMs?: number} {
  const value = environment[name];
  if (!value) return {};
  const timeoutMs = Number(value) * 1000;
  if (!(timeoutMs > 0)) throw new Error(`${name} is no number of seconds: ${value}`);
  return {timeoutMs};
}

function optional<K extends string>(key: K, value: string | undefined): {[key in K]?: string} {
  const text = value?.trim(); // A key that was read from a file ends with a line break.
  return text ? ({[key]: text} as {[key in K]?: string}) : {};
}
