import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {chromiumFlags, findChromium} from '../../browser/find-chromium.mjs';
import {createRealtimeServer, type RealtimeServer} from '../../../local-server/index.js';
import {startSite, type Site} from './site.js';

/** How far away token endpoint and realtime server seem to be. */
export const delays = {tokenDelay: 150, sdpDelay: 250} as const;

/** Browser, site and realtime server that all benchmarks share. */
export interface Harness {
  readonly browser: Browser;
  readonly realtime: RealtimeServer;
  /** Opens a page of the site in a browser context of its own: no cache, no process of an earlier page. */
  openPage(path: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page>;
  /** The same in a browser whose microphone hears a recording, from the moment it opens. */
  openPageWithMicrophone(
    wav: string,
    path: string,
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<Page>;
  /** Closes all pages and calls: nothing of one measurement is left to disturb the next. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

export async function openHarness(): Promise<Harness> {
  const realtime = await createRealtimeServer({faults: delays});
  const site = await startSite(realtime);
  const browser = await launch();
  const listeners = new Map<string, Promise<Browser>>();
  return {
    browser,
    realtime,
    openPage: (path, prepare) => openPage(browser, site, path, prepare),
    async openPageWithMicrophone(wav, path, prepare) {
      const listener = listeners.get(wav) ?? launch(`--use-file-for-fake-audio-capture=${wav}%noloop`);
      listeners.set(wav, listener);
      return openPage(await listener, site, path, prepare);
    },
    async tidy() {
      for (const each of [browser, ...(await Promise.all(listeners.values()))])
        await Promise.all(
          each
            .browserContexts()
            .slice(1)
            .map(context => context.close()),
        );
      await Promise.all(
        realtime.calls
          .filter(call => call.state !== 'closed')
          .map(call => call.closePeer('the measurement is over')),
      );
    },
    async close() {
      for (const each of [browser, ...(await Promise.all(listeners.values()))]) await each.close();
      await site.close();
      await realtime.close();
    },
  };
}

function launch(...flags: string[]): Promise<Browser> {
  return puppeteer.launch({
    executablePath: findChromium(),
    headless: true,
    args: [...chromiumFlags, ...flags],
    defaultViewport: {width: 900, height: 760},
  });
}

async function openPage(
  browser: Browser,
  site: Site,
  path: string,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on('pageerror', error => console.error(`${path}:`, error));
  // The loader of these tools names functions with this helper, also those that run in the page.
  await page.evaluateOnNewDocument('globalThis.__name = value => value');
  await prepare(page);
  await page.goto(site.url + path, {waitUntil: 'networkidle0'});
  return page;
}
