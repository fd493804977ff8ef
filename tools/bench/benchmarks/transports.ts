import {setTimeout as pause} from 'node:timers/promises';
import {stopWatchingSounds} from '../../recording/watch-sounds.js';
import type {Benchmark, Sample, Subject} from '../benchmark.js';
import {interruptAloud} from '../harness/interruption.js';
import type {Harness} from '../harness/harness.js';
import {launcher} from '../harness/launcher.js';
import {processorMs} from '../harness/processor-time.js';
import {askAloud} from '../harness/spoken-turn.js';

const baseline = 'WebRTC';
/** Processor time is taken over so much of the assistant's talk. */
const talkMs = 5_000;
const story = Array.from({length: 60}, (_, index) => `${index + 1}.`).join(' ');

/** The same conversation over both transports: how long it takes to begin, answer and stop, and what talk costs. */
export const transports: Benchmark = {
  name: 'transports',
  maxRuns: 5,
  figures: [
    {key: 'listening', title: 'click to listening, by transport', unit: 'ms', baseline},
    {key: 'turn', title: 'turn latency, by transport', unit: 'ms', baseline},
    {key: 'beyondServer', title: 'turn latency beyond the server, by transport', unit: 'ms', baseline},
    {key: 'quiet', title: 'barge-in, by transport', unit: 'ms', baseline},
    {key: 'processor', title: 'processor time per second of talk, by transport', unit: 'ms', baseline},
  ],
  subjects: [subject(baseline, '/widget-webrtc.html'), subject('WebSocket', '/widget-websocket.html')],
};

function subject(name: string, path: string): Subject {
  return {
    name,
    measure: async harness => ({...(await talk(harness, path)), ...(await interrupt(harness, path))}),
  };
}

async function talk(harness: Harness, path: string): Promise<Sample> {
  const {page, sample} = await askAloud(harness, path, launcher);
  await stopWatchingSounds(page);
  await page.waitForSelector('voice-assistant[data-phase="listening"]');
  harness.realtime.calls.at(-1)!.say(story);
  await page.waitForSelector('voice-assistant[data-phase="speaking"]');
  const [before, began] = [await processorMs(page.browser()), performance.now()];
  await pause(talkMs);
  const used = (await processorMs(page.browser())) - before;
  return {...sample, processor: (used / (performance.now() - began)) * 1000};
}

async function interrupt(harness: Harness, path: string): Promise<Sample> {
  await harness.tidy();
  return interruptAloud(harness, path);
}
