import assert from 'node:assert/strict';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, afterEach, before, describe, it} from 'node:test';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {createElement} from 'react';
import {renderToString} from 'react-dom/server';
import {VoiceAssistant, VoiceWaveform} from 'voice-assistant-element/react';
import {launcherTemplate} from 'voice-assistant-element/ssr';
import {chromiumFlags, findChromium} from '../../tools/browser/find-chromium.mjs';
import {serveFile} from '../../tools/demo/static-files.js';

describe('React on a server', () => {
  it('draws the launcher, what decides its place, and what stands inside', () => {
    const html = renderToString(
      createElement(
        VoiceAssistant,
        {id: 'vera', placement: 'top-start', tokenEndpoint: '/token', name: 'Vera & co', nonce: 'n1'},
        createElement(VoiceWaveform),
      ),
    );
    assert.match(
      html,
      /^<voice-assistant placement="top-start" name="Vera &amp; co" id="vera"><template shadowrootmode="open">/,
    );
    assert.match(html, /<style nonce="n1">/);
    assert.match(html, /aria-label="Talk to Vera &#38; co"/);
    assert.match(html, /<\/template><voice-waveform><\/voice-waveform><\/voice-assistant>$/);
  });

  it('draws nothing of a custom layout but its slot', () => {
    const html = renderToString(createElement(VoiceAssistant, {layout: 'custom'}));
    assert.match(html, /<template shadowrootmode="open"><slot><\/slot><\/template>/);
  });
});

describe('A launcher from the server', () => {
  let browser: Browser;
  let server: Server;
  let page: Page;
  let html = '';
  let policy = '';
  /** Ends the wait of the script: until then the page is as the server drew it. */
  let letScriptThrough = () => {};
  let loaded: Promise<unknown>;

  before(async () => {
    server = createServer((request, response) => {
      void (async () => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        if (path === '/') {
          const headers = {'Content-Type': 'text/html', 'Content-Security-Policy': policy};
          return response.writeHead(200, headers).end(html);
        }
        if (path === '/voice-assistant.js') await new Promise<void>(resolve => (letScriptThrough = resolve));
        if (!(await serveFile('dist/cdn', path, response))) response.writeHead(404).end();
      })();
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    browser = await puppeteer.launch({executablePath: findChromium(), args: [...chromiumFlags]});
  });
  afterEach(() => page.close());
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  /** Opens the page and waits until the server's half of it is painted. */
  async function open(attributes: string, template: string, contentPolicy = ''): Promise<void> {
    policy = contentPolicy;
    html = `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">
      <script type="module" src="/voice-assistant.js"></script>
      <h1>A page</h1><voice-assistant ${attributes}>${template}</voice-assistant><p id="below">Below</p>`;
    page = await browser.newPage();
    // It has loaded only when the script came.
    loaded = page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.waitForSelector('#below');
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))));
  }

  const look = () =>
    page.$eval('voice-assistant', element => {
      const launchers = element.shadowRoot?.querySelectorAll<HTMLElement>('.launcher') ?? [];
      return {
        launchers: [...launchers]
          .filter(launcher => launcher.checkVisibility())
          .map(launcher => {
            const {x, y, width, height} = launcher.getBoundingClientRect();
            return {x, y, width, height, background: getComputedStyle(launcher).backgroundColor};
          }),
        below: document.querySelector('#below')!.getBoundingClientRect().y,
      };
    });

  async function upgrade(): Promise<void> {
    letScriptThrough();
    await loaded;
    await page.waitForSelector('voice-assistant:state(idle)');
  }

  it('is there before the script, and is replaced by one that stands and looks the same', async () => {
    await open('placement="bottom-start"', launcherTemplate({placement: 'bottom-start'}));
    const before = await look();
    assert.equal(before.launchers.length, 1);
    assert.ok(before.launchers[0]!.width > 100, 'it has words');
    await upgrade();
    assert.deepEqual(await look(), before);
  });

  it('keeps the room of an inline assistant: nothing below moves', async () => {
    await open('layout="inline"', launcherTemplate({layout: 'inline'}));
    const before = await look();
    assert.ok(before.below > 600);
    await upgrade();
    await page.waitForSelector('>>> [part~="panel"]', {visible: true});
    assert.equal((await look()).below, before.below);
  });

  it('waits for the script where the policy keeps its style out, and moves nothing', async () => {
    await open('', launcherTemplate(), "style-src 'self'");
    const before = await look();
    assert.deepEqual(before.launchers, []);
    await upgrade();
    const after = await look();
    assert.ok(after.launchers[0]!.width > 100, 'it has words');
    assert.equal(after.below, before.below);
  });

  it('shows at once under a policy that knows its nonce', async () => {
    await open('', launcherTemplate({nonce: 'abc'}), "style-src 'nonce-abc'");
    assert.ok((await look()).launchers[0]!.width > 100, 'it has words');
    await upgrade();
  });
});
