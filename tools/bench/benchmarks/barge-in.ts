import type {Page} from 'puppeteer-core';
import {makeSpeechWav} from '../../realtime-server/speech-wav.js';
import {
  bargeInTimes,
  interruptions,
  reactionMs,
  untilReaction,
  watchBargeIn,
} from '../../recording/watch-barge-in.js';
import type {Benchmark, Sample, Subject} from '../benchmark.js';
import {delays, type Lab} from '../lab/lab.js';
import {launcher} from '../lab/launcher.js';
import {pressByScript, untilListening, watchStart} from '../lab/start-of-call.js';

const story =
  'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen.';

/** From the person's first sound to an assistant that is turned down or cut, with servers near and far. */
export const bargeIn: readonly Benchmark[] = [benchmark(0, 1.2), benchmark(100, 0.6), benchmark(300, 0.4)];

function benchmark(roundTripMs: number, timesFloor: number): Benchmark {
  const name = `barge-in, ${roundTripMs} ms round trip`;
  return {
    name,
    mostRuns: 5,
    figures: [{key: 'quiet', title: name, unit: 'ms', floor: 'server-driven', budgets: {ours: {timesFloor}}}],
    subjects: [
      subject('server-driven', roundTripMs, withoutDetector),
      subject('ours', roundTripMs, async () => {}),
    ],
  };
}

function subject(name: string, roundTripMs: number, prepare: (page: Page) => Promise<unknown>): Subject {
  return {name, measure: lab => measure(lab, roundTripMs, prepare)};
}

async function measure(
  {realtime, openPageHearing}: Lab,
  roundTripMs: number,
  prepare: (page: Page) => Promise<unknown>,
): Promise<Sample> {
  realtime.setFaults({...delays, eventDelay: roundTripMs});
  try {
    const page = await openPageHearing(await makeSpeechWav(interruptions), '/widget.html', async page => {
      // The loader of these tools names functions with this helper, also those that run in the page.
      await page.evaluateOnNewDocument('globalThis.__name = value => value');
      await prepare(page);
      await watchStart(page);
      await watchBargeIn(page, '/recorder.js');
    });
    await pressByScript(page, launcher);
    await untilListening(page);
    realtime.calls.at(-1)!.say(story);
    await page.waitForSelector('voice-assistant[data-phase="speaking"]');
    await untilReaction(page, 0);
    const times = await bargeInTimes(page);
    return {quiet: reactionMs(times, 0.2), cut: reactionMs(times, 0)};
  } finally {
    realtime.setFaults(delays);
  }
}

/** The same widget, but its detector does not load: then the server alone notices the person. */
async function withoutDetector(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(`
    const addModule = Worklet.prototype.addModule;
    Worklet.prototype.addModule = function (address) {
      return String(address).includes('onset') ? Promise.reject(new Error('left out')) : addModule.call(this, address);
    };
  `);
}
