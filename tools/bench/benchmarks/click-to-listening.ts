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

function benchmark(name: string, prepare: (page: Page) => Promise<void>): Benchmark {
  const subject = (name: string, path: string, press: (page: Page) => Promise<void>): Subject => ({
    name,
    measure: harness => timeStart(harness, path, prepare, press),
  });
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
      subject('baseline', '/baseline.html', page => pressByScript(page, 'button')),
      subject('SDK quick start', '/quick-start.html', page => pressByScript(page, 'button')),
      subject('ours, no intent', '/widget.html', page => pressByScript(page, launcher)),
      subject('ours, with intent', '/widget.html', hoverAndClick),
    ],
  };
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
