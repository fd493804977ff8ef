import type {Page} from 'puppeteer-core';
import {fixedResponder} from '../../test/e2e/fixed-responder.js';
import {setStage} from '../../test/e2e/stage.js';
import {press, untilAtRest, untilPhase} from '../../test/e2e/widget.js';
import {growth, Sampler, type Sample} from './sampler.js';

/** Starts and ends so many calls in one page. @returns what grew */
export async function callAgainAndAgain(count: number): Promise<string[]> {
  console.log(`\n${count} calls, each started and ended`);
  const stage = await setStage({realtime: {responder: fixedResponder([])}});
  try {
    const page = await stage.openPage();
    const sampler = await Sampler.of(page);
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    const samples: Sample[] = [];
    const steps = 10;
    for (let step = 1; step <= steps; step++) {
      await call(page, Math.ceil(count / steps));
      await untilAtRest(page);
      samples.push(await sampler.take(`${step * Math.ceil(count / steps)} calls`));
    }
    // The first tenth is for what is made once.
    return growth(samples[0]!, samples.at(-1)!).map(what => `in ${count} calls, ${what}`);
  } finally {
    await stage.close();
  }
}

async function call(page: Page, times: number): Promise<void> {
  for (let count = 0; count < times; count++) {
    await page.$eval('voice-assistant', async element => {
      await element.start();
      element.stop();
    });
  }
}
