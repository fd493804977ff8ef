import {createHash} from 'node:crypto';
import {mkdir, rename, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {concatenate, msToSamples, SAMPLE_RATE} from './audio/format.js';
import {resample} from './audio/resampler.js';
import {encodeWav} from './audio/wav.js';
import {EspeakTextToSpeech} from './speech/espeak.js';

/** A piece of a recording: quiet, or something said. */
export type SpeechPart = {silenceMs: number} | {text: string; voice?: string; speed?: number};

/** Raise it when the same parts give another recording. */
const VERSION = 1;

/**
 * Makes a recording to be a browser's fake microphone: 48 kHz, mono, 16 bit. Begin it with some seconds of silence,
 * since the browser starts playing at `getUserMedia`. Without a path it is kept in the temporary folder, and the
 * same parts are made only once. Answers the path.
 */
export async function makeSpeechWav(parts: readonly SpeechPart[], path?: string): Promise<string> {
  const name = createHash('sha256')
    .update(JSON.stringify([VERSION, parts]))
    .digest('hex')
    .slice(0, 16);
  const target = path ?? join(tmpdir(), 'voice-assistant-element-speech', `${name}.wav`);
  if (!path && (await exists(target))) return target;
  const recording = await renderSpeech(parts);
  await mkdir(dirname(target), {recursive: true});
  // Written beside and moved, so that nobody reads half a file.
  const unfinished = `${target}.${process.pid}`;
  await writeFile(unfinished, encodeWav(recording, SAMPLE_RATE));
  await rename(unfinished, target);
  return target;
}

/** The same as sound in memory, 48 kHz. */
export async function renderSpeech(parts: readonly SpeechPart[]): Promise<Int16Array> {
  const speaker = new EspeakTextToSpeech();
  try {
    const pieces: Int16Array[] = [];
    for (const part of parts) {
      if ('silenceMs' in part) pieces.push(new Int16Array(msToSamples(part.silenceMs)));
      else pieces.push(await say(speaker, part.text, part.voice ?? 'ash', part.speed ?? 1));
    }
    return concatenate(pieces);
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
  const pieces: Int16Array[] = [];
  const signal = new AbortController().signal;
  for await (const piece of speaker.speak(text, {voice, speed, signal})) pieces.push(piece);
  return resample(concatenate(pieces), speaker.sampleRate, SAMPLE_RATE);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
