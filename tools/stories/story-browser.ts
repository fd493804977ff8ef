import puppeteer, {type Browser, type ConsoleMessage, type Page} from 'puppeteer-core';
import {chromiumFlags, findChromium} from '../browser/find-chromium.mjs';

/** What the toolbar is set to. */
export interface Globals {
  readonly theme?: 'light' | 'dark';
  readonly direction?: 'ltr' | 'rtl';
  readonly locale?: string;
}

/** What a page of Storybook needs of the window. */
declare global {
  interface Window {
    __STORYBOOK_ADDONS_CHANNEL__?: {
      emit(event: string, payload: unknown): void;
      on(event: string, listener: (payload: unknown) => void): void;
      off(event: string, listener: (payload: unknown) => void): void;
    };
  }
}

export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  // A story has no user gesture: sound is allowed without one.
  const args = [...chromiumFlags, '--autoplay-policy=no-user-gesture-required', ...flags];
  return puppeteer.launch({executablePath: findChromium(), args});
}

/** One page that shows one story after the other, without loading anew, and remembers what went wrong. */
export class StoryPage {
  readonly page: Page;
  readonly #site: string;
  #problems: string[] = [];

  private constructor(page: Page, site: string) {
    this.page = page;
    this.#site = site;
  }

  /** @param beforehand code that runs in the page before anything else does */
  static async open(browser: Browser, site: string, globals: Globals, beforehand = ''): Promise<StoryPage> {
    const page = await browser.newPage();
    const stories = new StoryPage(page, site);
    await page.setViewport({width: 1024, height: 768});
    await page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
    stories.#watch();
    // The compiler names functions, also those that are sent to the page.
    await page.evaluateOnNewDocument(`globalThis.__name = named => named; ${beforehand}`);
    // The addon would run axe a second time.
    const wanted = Object.entries({...globals, 'a11y.manual': '!true'}).map(pair => pair.join(':'));
    await page.goto(`${site}iframe.html?viewMode=story&id=none&globals=${wanted.join(';')}`);
    await page.waitForFunction(() => window.__STORYBOOK_ADDONS_CHANNEL__);
    stories.#problems = []; // There is no story `none`.
    return stories;
  }

  /** Shows a story, with other args than its own if there are any, and waits until it stands. */
  async show(id: string, args?: Readonly<Record<string, string>>): Promise<void> {
    // Storybook knows the args of a story only once it was there. Each event waits for the one before: what is
    // interrupted makes it load the page anew.
    const emissions: [event: string, payload: object][] = [
      ['setCurrentStory', {storyId: id, viewMode: 'story'}],
    ];
    if (args)
      emissions.push(['updateStoryArgs', {storyId: id, updatedArgs: args}], ['forceRemount', {storyId: id}]);
    for (const [event, payload] of emissions) {
      const problem = await this.page.evaluate(emitAndFinish, id, event, payload);
      if (problem) this.#problems.push(problem);
    }
  }

  /** Shows a page of documentation. */
  async showDocs(id: string): Promise<void> {
    await this.page.goto(`${this.#site}iframe.html?viewMode=docs&id=${id}`);
    await this.page.waitForSelector('#storybook-docs:not([hidden]) .sbdocs-content > *');
  }

  /** What went wrong since this was last asked. */
  takeProblems(): readonly string[] {
    return this.#problems.splice(0);
  }

  #watch(): void {
    const {page} = this;
    const note = (problem: string) => this.#problems.push(problem);
    page.on('pageerror', error =>
      note(`uncaught: ${error instanceof Error ? error.message : String(error)}`),
    );
    page.on('console', message => this.#isTrouble(message) && note(`${message.type()}: ${message.text()}`));
    page.on('request', request => {
      const url = request.url();
      if (!url.startsWith(this.#site) && !/^(data|blob|about):/.test(url)) note(`asked another host: ${url}`);
    });
    page.on('response', response => {
      if (response.status() >= 400) note(`${response.status()}: ${response.url()}`);
    });
  }

  #isTrouble(message: ConsoleMessage): boolean {
    const loud = message.type() === 'error' || message.type() === 'warn';
    return loud && !message.text().includes('Lit is in dev mode');
  }
}

/** Runs in the page: emits, and waits until a story stands. @returns what went wrong, if anything did */
function emitAndFinish(storyId: string, event: string, payload: object): Promise<string | null> {
  const channel = window.__STORYBOOK_ADDONS_CHANNEL__!;
  const failures = ['storyErrored', 'storyThrewException', 'storyMissing', 'playFunctionThrewException'];
  return new Promise(resolve => {
    const listeners = new Map<string, (payload: unknown) => void>();
    const end = (problem: string | null) => {
      clearTimeout(timer);
      for (const [event, listener] of listeners) channel.off(event, listener);
      resolve(problem);
    };
    const timer = setTimeout(() => end('did not finish in time'), 15_000);
    for (const event of failures) {
      listeners.set(event, payload =>
        end(`${event}: ${JSON.stringify((payload as Error).message ?? payload)}`),
      );
    }
    listeners.set('storyFinished', payload => {
      const {storyId: finished, status} = payload as {storyId: string; status: string};
      if (finished === storyId) end(status === 'error' ? 'did not come about' : null);
    });
    for (const [event, listener] of listeners) channel.on(event, listener);
    channel.emit(event, payload);
  });
}
