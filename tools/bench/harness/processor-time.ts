import type {Browser} from 'puppeteer-core';

/** Milliseconds of processor that all processes of a browser have used so far: pages, sound, network, graphics. */
export async function processorMs(browser: Browser): Promise<number> {
  const client = await browser.target().createCDPSession();
  const {processInfo} = await client.send('SystemInfo.getProcessInfo');
  await client.detach();
  return processInfo.reduce((sum, {cpuTime}) => sum + cpuTime * 1000, 0);
}
