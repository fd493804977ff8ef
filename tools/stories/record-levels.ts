/*
 * npm run stories:levels   after a build: measures two spoken sentences as a call does, for the stories of the pictures
 *                          of the voice
 */
import {writeFileSync} from 'node:fs';
import {encodeWav} from '../../local-server/audio/wav.js';
import {pcmSampleRate} from '../../local-server/audio/format.js';
import {renderSpeech} from '../../local-server/speech-wav.js';
import {serveFolder} from './serve.js';
import {launchBrowser} from './story-browser.js';

const target = 'stories/helpers/recorded-levels.json';
const framesPerSecond = 30;
const bands = 12;

const sentences = {
  person: [{text: 'I need something for a shady balcony, in a pot.', voice: 'en-gb'}, {silenceMs: 700}],
  assistant: [
    {text: 'Then a fern in a deep pot is the easiest: it wants shade, and a little water every day.'},
    {silenceMs: 700},
  ],
};

const site = await serveFolder('dist');
const browser = await launchBrowser();
const page = await browser.newPage();
await page.goto(`${site.url}audio/analyser-tap.js`); // Of the same origin.

const levels: Record<string, number[][]> = {};
for (const [voice, parts] of Object.entries(sentences)) {
  const wav = encodeWav(await renderSpeech(parts), pcmSampleRate);
  levels[voice] = (await page.evaluate(`(async () => {
    const {AnalyserTap} = await import('/audio/analyser-tap.js');
    const bytes = Uint8Array.from(atob(${JSON.stringify(Buffer.from(wav).toString('base64'))}), letter => letter.charCodeAt(0));
    const context = new AudioContext();
    const source = new AudioBufferSourceNode(context, {buffer: await context.decodeAudioData(bytes.buffer)});
    const out = new MediaStreamAudioDestinationNode(context);
    source.connect(out);
    const tap = new AnalyserTap(out.stream);
    const ended = new Promise(resolve => (source.onended = resolve));
    const frames = [];
    const heard = new Float32Array(${bands});
    const timer = setInterval(() => {
      tap.bands(heard);
      frames.push([...heard].map(level => Number(level.toFixed(2))));
    }, ${1000 / framesPerSecond});
    source.start();
    await ended;
    clearInterval(timer);
    return frames;
  })()`)) as number[][];
}
await browser.close();
site.close();

writeFileSync(target, `${JSON.stringify({framesPerSecond, ...levels})}\n`);
for (const [voice, frames] of Object.entries(levels))
  console.log(`${target}: ${voice}, ${frames.length} frames, loudest ${Math.max(...frames.flat())}`);
