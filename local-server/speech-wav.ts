import {createHash} from 'node:crypto';
import {mkdir, rename, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {concatenate, msToSamples, pcmSampleRate} from './audio/format.js';
import {resample} from './audio/resampler.js';
import {encodeWav} from './audio/wav.js';
import {EspeakTextToSpeech} from './speech/espeak.js';

/** Part of a recording: silence, or a sentence. */
export type SpeechPart = {silenceMs: number} | {text: string; voice?: string; speed?: number};

/** Raise it when the same parts give another recording. */
const recordingVersion = 1;

/**
 * Makes a recording to be a browser's fake microphone: 48 kHz, mono, 16 bit. Begin it with some seconds of silence,
 * since the browser starts playing at `getUserMedia`. Without a path it is kept in the temporary folder, and the
 * same parts are made only once. Answers the path.
 */
export async function makeSpeechWav(parts: readonly SpeechPart[], path?: string): Promise<string> {
  const name = createHash('sha256')
    .update(JSON.stringify([recordingVersion, parts]))
    .digest('hex')
    .slice(0, 16);
  const target = path ?? join(tmpdir(), 'voice-assistant-element-speech', `${name}.wav`);
  if (!path && (await exists(target))) return target;
  const recording = await renderSpeech(parts);
  await mkdir(dirname(target), {recursive: true});
  // Written under another name, then renamed: a reader never gets half a file.
  const unfinished = `${target}.${process.pid}`;
  await writeFile(unfinished, encodeWav(recording, pcmSampleRate));
  await rename(unfinished, target);
  return target;
}

/** The same as sound in memory, 48 kHz. */
export async function renderSpeech(parts: readonly SpeechPart[]): Promise<Int16Array> {
  const speaker = new EspeakTextToSpeech();
  try {
    const chunks: Int16Array[] = [];
    for (const part of parts) {
      if ('silenceMs' in part) chunks.push(new Int16Array(msToSamples(part.silenceMs)));
      else chunks.push(await say(speaker, part.text, part.voice ?? 'ash', part.speed ?? 1));
    }
    return concatenate(chunks);
  } finally {
    await speaker.close();
  }
}

async function say(
  speaker: EspeakTextToSpeech,
  text: string,
  voice: string,
  speed: number,
): Promise<Int16Array> {
  const chunks: Int16Array[] = [];
  const signal = new AbortController().signal;
  for await (const chunk of speaker.speak(text, {voice, speed, signal})) chunks.push(chunk);
  return resample(concatenate(chunks), speaker.sampleRate, pcmSampleRate);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
