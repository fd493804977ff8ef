import type {Page} from 'puppeteer-core';
import type {Benchmark, Sample, Subject} from '../benchmark.js';
import {interruptAloud} from '../harness/interruption.js';
import {delays, type Harness} from '../harness/harness.js';

/** From the person's first sound to an assistant that is turned down or cut, with servers near and far. */
export const bargeIn: readonly Benchmark[] = [benchmark(0, 1.2), benchmark(100, 0.6), benchmark(300, 0.4)];

function benchmark(roundTripMs: number, timesBaseline: number): Benchmark {
  const name = `barge-in, ${roundTripMs} ms round trip`;
  return {
    name,
    maxRuns: 5,
    figures: [
      {key: 'quiet', title: name, unit: 'ms', baseline: 'server-driven', budgets: {ours: {timesBaseline}}},
    ],
    subjects: [
      subject('server-driven', roundTripMs, withoutDetector),
      subject('ours', roundTripMs, async () => {}),
    ],
  };
}

function subject(name: string, roundTripMs: number, prepare: (page: Page) => Promise<unknown>): Subject {
  return {name, measure: harness => measure(harness, roundTripMs, prepare)};
}

async function measure(
  harness: Harness,
  roundTripMs: number,
  prepare: (page: Page) => Promise<unknown>,
): Promise<Sample> {
  harness.realtime.setFaults({...delays, eventDelay: roundTripMs});
  try {
    return await interruptAloud(harness, '/widget.html', prepare);
  } finally {
    harness.realtime.setFaults(delays);
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
