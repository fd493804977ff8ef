import {spawn} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pcmSampleRate} from '../audio/format.js';
import {resample} from '../audio/resampler.js';
import {encodeWav} from '../audio/wav.js';
import {findOnPath} from './find-on-path.js';
import type {SpeechToText, TranscribeOptions} from './speech-to-text.js';

/** The sentences it knows: those the scripted responder has answers to. */
const grammarText = `#JSGF V1.0;
grammar assistant;
<polite> = please | hey | okay;
<number> = five | ten | twenty | thirty | fifty;
<sentence> = hello | hello who are you | who are you | what is your name | how are you
  | what can you do | help | what time is it | what is the time | what day is it | what is the date today
  | tell me a joke | tell me a story | count to <number> | what is the weather | stop | wait | thank you
  | goodbye | good morning | good evening | yes | no | are you a robot;
public <utterance> = [<polite>] <sentence> [please];
`;
const recogniserRate = 16_000;
const command = 'pocketsphinx_continuous';
const timeoutMs = 10_000;

/** Understands a small grammar through Debian's `pocketsphinx`, where it is installed. */
export class PocketsphinxSpeechToText implements SpeechToText {
  readonly name = 'pocketsphinx';
  readonly #grammar: string;

  /** @param grammar what can be said, in JSGF */
  constructor(grammar = grammarText) {
    this.#grammar = grammar;
  }

  /** Undefined where the program is not on the PATH. */
  static async find(): Promise<PocketsphinxSpeechToText | undefined> {
    return (await findOnPath(command)) ? new PocketsphinxSpeechToText() : undefined;
  }

  async transcribe(pcm: Int16Array, {signal}: TranscribeOptions): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'voice-assistant-turn-'));
    try {
      const sound = join(folder, 'turn.wav');
      const grammar = join(folder, 'assistant.jsgf');
      await writeFile(sound, encodeWav(resample(pcm, pcmSampleRate, recogniserRate), recogniserRate));
      await writeFile(grammar, this.#grammar);
      return await run(['-infile', sound, '-jsgf', grammar, '-logfn', '/dev/null'], signal);
    } finally {
      await rm(folder, {recursive: true, force: true});
    }
  }
}

function run(parameters: string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      stdio: ['ignore', 'pipe', 'ignore'],
      signal,
      timeout: timeoutMs,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', code => {
      // One line per stretch of speech.
      if (code === 0) resolve(output.split('\n').filter(Boolean).join(' ').trim());
      else reject(new Error(`${command} ended with ${code}`));
    });
  });
}
