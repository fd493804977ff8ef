import type {Page} from 'puppeteer-core';

/** @returns asks for milliseconds of processor that the page's main thread has used so far, whatever else the machine did */
export async function watchMainThread(page: Page): Promise<() => Promise<number>> {
  const client = await page.createCDPSession();
  await client.send('Performance.enable', {timeDomain: 'threadTicks'});
  return async () => {
    const {metrics} = await client.send('Performance.getMetrics');
    return metrics.find(({name}) => name === 'TaskDuration')!.value * 1000;
  };
}
