import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createServer, type RequestListener, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, afterEach, before, describe, it} from 'node:test';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {chromiumFlags, findChromium} from '../../tools/browser/find-chromium.mjs';
import {serveFile} from '../../tools/demo/static-files.js';
import {createRealtimeServer, type RealtimeServer} from '../../local-server/index.js';
import {policyOfTheDocs} from './documented-policy.js';
import {press, untilPhase} from '../e2e/widget.js';

/* A site owner's page: of another origin than the script, which lies in a folder below the root, under a strict policy. */

let browser: Browser;
let realtime: RealtimeServer;
let scripts: Server;
let site: Server;
let html = '';
let siteScript = '';

const originOf = (server: Server) => `http://localhost:${(server.address() as AddressInfo).port}`;
const folder = () => `${originOf(scripts)}/libraries/voice/1.0`;

before(async () => {
  realtime = await createRealtimeServer();
  scripts = await serve((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace(
      '/libraries/voice/1.0/',
      '/',
    );
    void serveFile('dist/cdn', path, response).then(found => found || response.writeHead(404).end());
  });
  site = await serve((request, response) => {
    void (async () => {
      if (request.url === '/') {
        response.writeHead(200, {
          'Content-Type': 'text/html',
          'Content-Security-Policy': policyOfTheDocs({scripts: originOf(scripts), realtime: originOf(site)}),
        });
        return response.end(html);
      }
      if (request.url === '/favicon.ico') return response.writeHead(204).end();
      if (request.url === '/site.js') {
        return response.writeHead(200, {'Content-Type': 'text/javascript'}).end(siteScript);
      }
      if (!(await realtime.handle(request, response))) response.writeHead(404).end();
    })();
  });
  site.on('upgrade', (request, socket, head) => realtime.handleUpgrade(request, socket, head));
  browser = await puppeteer.launch({
    executablePath: findChromium(),
    headless: true,
    args: [...chromiumFlags],
    defaultViewport: {width: 900, height: 760},
  });
});

after(async () => {
  await browser.close();
  for (const server of [scripts, site]) {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
  await realtime.close();
});

async function serve(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

let page: Page;
afterEach(() => page.close());

/**
 * Opens the page, and tells what the browser complains about. The microphone is off: the browser's own one beeps,
 * which would cut answers off.
 */
async function open(head: string, attributes = ''): Promise<string[]> {
  html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>${head}</head>
    <body><h1>A shop</h1>
    <voice-assistant muted token-endpoint="/token" realtime-url="/v1/realtime/calls" ${attributes} start-on="open"></voice-assistant></body></html>`;
  page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url ?? ''}`);
  });
  await page.evaluateOnNewDocument('globalThis.__name = value => value');
  await page.goto(originOf(site));
  await page.waitForSelector('voice-assistant:defined');
  return complaints;
}

/** One click on the launcher, then words both ways. */
async function talks(): Promise<void> {
  await press(page, 'launcher');
  await untilPhase(page, 'listening', 30_000);
  await page.$eval('voice-assistant', element => element.sendText('Hello'));
  await page.waitForFunction(() => {
    const {turns} = document.querySelector('voice-assistant')!.snapshot;
    return turns.some(({role, text}) => role === 'assistant' && text);
  });
}

describe('A page of another origin, under the policy of the docs, talks within one click when it loads', () => {
  it('the module by a script tag', async () => {
    const complaints = await open(`<script type="module" src="${folder()}/voice-assistant.js"></script>`);
    await talks();
    assert.deepEqual(complaints, []);
  });

  it('the module, over a WebSocket, with its worklet', async () => {
    const complaints = await open(
      `<script type="module" src="${folder()}/voice-assistant.js"></script>`,
      'transport="websocket"',
    );
    const offers = () => realtime.requests.filter(({path}) => path === '/v1/realtime/calls').length;
    const before = offers();
    await talks();
    await untilPhase(page, 'speaking');
    assert.equal(offers(), before);
    assert.deepEqual(complaints, []);
  });

  it('the classic script', async () => {
    const complaints = await open(`<script async src="${folder()}/voice-assistant.classic.js?v=1"></script>`);
    await talks();
    assert.deepEqual(complaints, []);
  });

  it('the script with the hash of integrity.json', async () => {
    const hashes = JSON.parse(await readFile('dist/cdn/integrity.json', 'utf8')) as Record<string, string>;
    const complaints = await open(
      `<script type="module" crossorigin src="${folder()}/voice-assistant.js"
        integrity="${hashes['voice-assistant.js']}"></script>`,
    );
    await talks();
    assert.deepEqual(complaints, []);
  });

  it('by import() from a script of its own', async () => {
    siteScript = `import('${folder()}/voice-assistant.js').then(({VoiceAssistant}) => {
      document.title = VoiceAssistant.name ? 'imported' : '';
    });`;
    const complaints = await open('<script src="/site.js"></script>');
    await talks();
    assert.equal(await page.title(), 'imported');
    assert.deepEqual(complaints, []);
  });

  it('twice, by mistake', async () => {
    const complaints = await open(
      `<script type="module" src="${folder()}/voice-assistant.js"></script>
       <script type="module" src="${folder()}/voice-assistant.js?again"></script>`,
    );
    await talks();
    assert.deepEqual(complaints, []);
  });
});

describe('A page on which the widget is not used', () => {
  const module = 'voice-assistant.js';
  const classic = 'voice-assistant.classic.js';
  for (const [name, script, expected] of [
    ['the module', `<script type="module" src="FOLDER/${module}"></script>`, [module]],
    ['the classic script', `<script async src="FOLDER/${classic}"></script>`, [classic, module]],
  ] as const)
    it(`loads only ${expected.join(' and ')} with ${name}: no file of a call, and no token`, async () => {
      await open(script.replace('FOLDER', folder()));
      await page.waitForNetworkIdle({idleTime: 500});
      const files = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({name}) => name.replace(/^.*\//, '')),
      );
      assert.deepEqual(
        files.filter(file => file !== 'favicon.ico'),
        expected,
      );
    });
});
