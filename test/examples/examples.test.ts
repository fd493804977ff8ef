import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {chromiumFlags, findChromium} from '../../tools/browser/find-chromium.mjs';
import {createRealtimeServer, type RealtimeServer} from '../../local-server/index.js';
import {press, untilPhase} from '../e2e/widget.js';
import {openWorkshop, type Workshop} from './install.js';
import {answerForOpenAI} from './openai-nearby.js';
import {listen, serveBuilt, startNext, startNuxt, type Site} from './site.js';

/* Each example as its reader gets it: installed with the package as it would be published, built, and talked to. */

let workshop: Workshop;
let realtime: RealtimeServer;
let openai: Site;
let browser: Browser;

before(async () => {
  workshop = openWorkshop(join(import.meta.dirname, '../../examples'));
  realtime = await createRealtimeServer();
  openai = await listen((request, response) => {
    void realtime.handle(request, response).then(found => found || response.writeHead(404).end());
  });
  browser = await puppeteer.launch({executablePath: findChromium(), args: [...chromiumFlags]});
});

after(async () => {
  await browser.close();
  await openai.close();
  await realtime.close();
  workshop.close();
});

let site: Site;
let page: Page;
afterEach(async () => {
  await page.close();
  await site.close();
});

/** Opens the example; what the browser complains about is collected. */
async function open(): Promise<string[]> {
  page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  await page.evaluateOnNewDocument('globalThis.__name = value => value');
  await page.evaluateOnNewDocument(() => {
    const shifts: number[] = [];
    Object.assign(window, {shifts});
    const observer = new PerformanceObserver(list => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as {value: number}).value);
    });
    observer.observe({type: 'layout-shift', buffered: true});
  });
  await answerForOpenAI(page, openai.url);
  await page.goto(site.url);
  await page.waitForSelector('voice-assistant:defined');
  return complaints;
}

const textOf = (selector: string) => page.$eval(selector, element => element.textContent);

const until = (selector: string, text: RegExp) =>
  page.waitForFunction(
    (where, source) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ''),
    {timeout: 30_000},
    selector,
    text.source,
  );

/** The page's own button; and the assistant is not talked over by the beeps of the browser's false microphone. */
async function muteByThePage(): Promise<void> {
  await page.$eval('#mute', button => (button as HTMLElement).click());
  await page.waitForFunction(() => document.querySelector('voice-assistant')!.snapshot.muted);
}

/** Words both ways, and the page's own display of them. */
async function exchangeWords(): Promise<void> {
  await page.$eval('voice-assistant', element => element.sendText('Hello'));
  await until('#answer', /\w+/);
}

/** The launcher opens the start card, whose button starts. */
async function beginCall(): Promise<void> {
  await press(page, 'launcher');
  await press(page, 'talk');
  await untilPhase(page, 'listening', 30_000);
}

/** A click, the page's own button, words, and the end. */
async function converse(): Promise<void> {
  await beginCall();
  await until('#phase', /listening/);
  await muteByThePage();
  await exchangeWords();
  await page.$eval('voice-assistant', element => element.stop());
  await until('#phase', /idle/);
}

/** The framework takes the element away in mid-call, and brings a new one. */
async function comeAndGo(): Promise<void> {
  await page.$eval('voice-assistant', element => element.unmute());
  await page.$eval('voice-assistant', element => element.start());
  const call = realtime.calls.at(-1)!;
  await page.click('#toggle');
  await page.waitForFunction(() => !document.querySelector('voice-assistant'));
  await call.ended;
  await page.click('#toggle');
  // There was a call on this site before: the launcher starts at once where the browser says that the microphone is allowed.
  await press(page, 'launcher');
  await untilPhase(page, 'listening', 30_000);
}

describe('The example for', () => {
  for (const name of ['react', 'vue', 'svelte']) {
    it(`${name} is typed, builds, talks, and survives being taken away`, async () => {
      site = await serveBuilt(await workshop.build(name), realtime);
      const complaints = await open();
      await converse();
      await page.waitForFunction(() =>
        document.querySelector('voice-status')?.shadowRoot?.textContent?.trim(),
      );
      await comeAndGo();
      assert.deepEqual(complaints, []);
    });
  }

  for (const name of ['preact', 'solid', 'astro', 'angular']) {
    it(`${name} is typed, builds and talks`, async () => {
      site = await serveBuilt(await workshop.build(name), realtime);
      const complaints = await open();
      await converse();
      assert.deepEqual(complaints, []);
    });
  }

  it('Nuxt draws the page on the server, hydrates, and talks', async () => {
    site = await startNuxt(await workshop.build('nuxt'), openai.url);
    assert.match(
      await (await fetch(site.url)).text(),
      /<voice-assistant id="vera"[^>]* token-endpoint="\/token"/,
    );
    const complaints = await open();
    await converse();
    assert.deepEqual(complaints, []);
  });

  it('plain HTML talks', async () => {
    site = await serveBuilt(await workshop.build('vanilla'), realtime);
    const complaints = await open();
    await converse();
    assert.deepEqual(complaints, []);
  });

  it('a theme with bad habits talks, looks like itself, and can be pressed', async () => {
    site = await serveBuilt(await workshop.build('wordpress-like'), realtime);
    const complaints = await open();
    const launcher = await page.waitForSelector('>>> [part~="launcher"]', {visible: true});
    assert.deepEqual(
      await launcher!.evaluate(button => {
        const {opacity, cursor, textTransform} = getComputedStyle(button);
        return {isWide: button.clientWidth > 100, opacity, cursor, textTransform};
      }),
      {isWide: true, opacity: '1', cursor: 'pointer', textTransform: 'none'},
    );
    await converse();
    assert.deepEqual(complaints, []);
  });

  it('Next.js draws the launcher on the server, moves nothing, hydrates, and talks from page to page', async () => {
    site = await startNext(await workshop.build('next'), openai.url);
    const html = await (await fetch(site.url)).text();
    assert.match(html, /<voice-assistant [^>]*id="vera"[^>]*><template shadowrootmode="open">/);
    const complaints = await open();
    assert.deepEqual(await page.evaluate(() => (window as unknown as {shifts: number[]}).shifts), []);
    await beginCall();
    await page.$eval('#link', link => (link as HTMLElement).click());
    await until('h1', /Roses/);
    assert.equal(await textOf('#phase'), 'listening');
    await muteByThePage();
    await exchangeWords();
    assert.deepEqual(complaints, []);
  });
});
