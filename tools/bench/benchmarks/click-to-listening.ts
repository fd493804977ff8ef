import type {Page} from 'puppeteer-core';
import type {Benchmark, Sample, Subject} from '../benchmark.js';
import type {Harness} from '../harness/harness.js';
import {launcher} from '../harness/launcher.js';
import {
  pressByScript,
  slowMicrophone,
  timesOf,
  untilListening,
  watchStart,
} from '../harness/start-of-call.js';

/** How long the pointer rests on the launcher before the click of a visitor with intent. */
const hoverMs = 300;
/** What a real microphone may take to open. Chromium's fake one is there at once. */
const slowMicrophoneMs = 500;

const timesBaseline = 1.15;

/** From the click to the moment at which the person can speak. */
export const clickToListening = benchmark('click to listening', watchStart);

/** The same with a microphone that takes its time: what waits for it, and what does not. */
export const clickToListeningSlowMicrophone = benchmark(
  `click to listening, microphone opens in ${slowMicrophoneMs} ms`,
  async page => {
    await watchStart(page);
    await slowMicrophone(page, slowMicrophoneMs);
  },
);

/** The same with GPT-Live, whose session is asked for at one endpoint. */
export const clickToListeningLive: Benchmark = {
  name: 'click to listening, GPT-Live',
  figures: [
    {
      key: 'listening',
      title: 'click to listening, GPT-Live',
      unit: 'ms',
      baseline: 'baseline',
      budgets: {'ours, no intent': {timesBaseline}, 'ours, with intent': {timesBaseline}},
    },
  ],
  subjects: [
    subject('baseline', '/live-baseline.html', watchStart, page => pressByScript(page, 'button')),
    subject('ours, no intent', '/widget-live.html', watchStart, page => pressByScript(page, launcher)),
    subject('ours, with intent', '/widget-live.html', watchStart, hoverAndClick),
  ],
};

function benchmark(name: string, prepare: (page: Page) => Promise<void>): Benchmark {
  return {
    name,
    figures: [
      {
        key: 'listening',
        title: name,
        unit: 'ms',
        baseline: 'baseline',
        budgets: {'ours, no intent': {timesBaseline}, 'ours, with intent': {timesBaseline}},
      },
    ],
    subjects: [
      subject('baseline', '/baseline.html', prepare, page => pressByScript(page, 'button')),
      subject('SDK quick start', '/quick-start.html', prepare, page => pressByScript(page, 'button')),
      subject('ours, no intent', '/widget.html', prepare, page => pressByScript(page, launcher)),
      subject('ours, with intent', '/widget.html', prepare, hoverAndClick),
    ],
  };
}

function subject(
  name: string,
  path: string,
  prepare: (page: Page) => Promise<void>,
  press: (page: Page) => Promise<void>,
): Subject {
  return {name, measure: harness => timeStart(harness, path, prepare, press)};
}

async function timeStart(
  harness: Harness,
  path: string,
  prepare: (page: Page) => Promise<void>,
  press: (page: Page) => Promise<void>,
): Promise<Sample> {
  const page = await harness.openPage(path, prepare);
  await press(page);
  await untilListening(page);
  return timesOf(page);
}

async function hoverAndClick(page: Page): Promise<void> {
  await page.hover(launcher);
  await new Promise(resolve => setTimeout(resolve, hoverMs));
  await page.mouse.down();
  await page.mouse.up();
}
