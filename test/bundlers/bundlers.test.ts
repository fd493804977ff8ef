import assert from 'node:assert/strict';
import {copyFileSync, cpSync} from 'node:fs';
import {join} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import {createRealtimeServer, type RealtimeServer} from '../../local-server/index.js';
import {launchChromium} from '../e2e/stage.js';
import {untilPhase} from '../e2e/widget.js';
import {openWorkshop, run, type Workshop} from '../examples/install.js';
import {listen, type Site} from '../examples/site.js';
import {policyOfTheDocs} from '../package/documented-policy.js';
import {servePage, startDevServer, workletsOf} from './bundled-page.js';
import {watchWorklets} from './watch-worklets.js';

/*
 * The packed package in the bundlers that host sites use: whatever they make of it, a page talks over both transports,
 * and has what runs on the audio thread.
 */

let workshop: Workshop;
let realtime: RealtimeServer;
let backend: Site;
let browser: Browser;

before(async () => {
  workshop = openWorkshop(join(import.meta.dirname, 'apps'));
  realtime = await createRealtimeServer();
  backend = await listenForCalls();
  browser = await launchChromium({microphoneBeeps: true});
});

after(async () => {
  await browser.close();
  await backend.close();
  await realtime.close();
  workshop.close();
});

let site: Site;
let page: Page;
afterEach(async () => {
  await page.close();
  await site.close();
});

async function listenForCalls(): Promise<Site> {
  return listen(
    (request, response) => {
      void realtime.handle(request, response).then(found => found || response.writeHead(404).end());
    },
    (request, socket, head) => realtime.handleUpgrade(request, socket, head) || socket.destroy(),
  );
}

/** An app of `apps/`, with the page that all have. */
async function install(app: string, versions?: Record<string, string>): Promise<string> {
  const folder = await workshop.install(app, versions);
  copyFileSync(join(import.meta.dirname, 'page.js'), join(folder, 'page.js'));
  copyFileSync(join(import.meta.dirname, 'page.html'), join(folder, 'index.html'));
  return folder;
}

async function build(folder: string, script = 'build'): Promise<string> {
  await run(folder, 'npm', 'run', script);
  return join(folder, 'dist');
}

/** For bundlers that make no page. */
function addPage(built: string): string {
  copyFileSync(join(import.meta.dirname, 'page.html'), join(built, 'index.html'));
  return built;
}

const documentedPolicy = () => policyOfTheDocs({scripts: backend.url, realtime: backend.url});

/** Opens the page, and tells what the browser complains about. */
async function open(attributes: Record<string, string>): Promise<string[]> {
  page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (['error', 'warn'].includes(message.type()))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  await page.evaluateOnNewDocument('globalThis.__name = value => value');
  await page.evaluateOnNewDocument(watchWorklets);
  const settings = new URLSearchParams({
    'token-endpoint': `${backend.url}/token`,
    'realtime-url': `${backend.url}/v1/realtime/calls`,
    ...attributes,
  });
  await page.goto(`${site.url}/?${settings}`);
  await page.waitForSelector('voice-assistant:defined');
  return complaints;
}

const processors = () => page.evaluate(() => window.processors);

/** The server hears the microphone, and the page plays what the server says. */
async function talksOverWebSocket(attributes: Record<string, string> = {}): Promise<string[]> {
  const complaints = await open({transport: 'websocket', ...attributes});
  await page.$eval('voice-assistant', element => element.start());
  const call = realtime.calls.at(-1)!;
  await call.waitForInputLevel(0.01);
  await page.$eval('voice-assistant', element => {
    element.mute(); // The beeps would cut the answer off.
    element.sendText('Hello');
  });
  await untilPhase(page, 'speaking');
  assert.deepEqual(await processors(), ['voice-capture', 'voice-playback']);
  return complaints;
}

/** The page listens for a user who talks over the assistant. */
async function listensOverWebRTC(attributes: Record<string, string> = {}): Promise<string[]> {
  const complaints = await open({transport: 'webrtc', ...attributes});
  await page.$eval('voice-assistant', element => element.start());
  await page.$eval('voice-assistant', element => element.sendText('Hello'));
  await page.waitForFunction(() => window.processors.includes('voice-onset'), {polling: 50});
  return complaints;
}

/** Where a bundler leaves the address as it is, the browser tells of the file that was looked for first. */
const onlyMissesFiles = (complaints: readonly string[]) =>
  assert.deepEqual(
    complaints.filter(
      // Lit says in development that it is.
      text => !/^Lit is in dev mode|404 \(Not Found\) .*\/worklets\/(pcm|onset)-worklet\.js/.test(text),
    ),
    [],
  );

const viteVersions = ['5.4.21', '6.4.6', '7.3.8', '8.3.8'];

for (const vite of viteVersions)
  describe(`Vite ${vite}`, () => {
    let folder: string;
    before(async () => (folder = await install('vite', {vite})));

    it('builds a page that talks under the documented policy', async () => {
      site = await servePage(await build(folder), documentedPolicy());
      assert.deepEqual(await talksOverWebSocket(), []);
      await page.close();
      assert.deepEqual(await listensOverWebRTC(), []);
    });

    it('serves a page that talks while it is developed', async () => {
      site = await startDevServer(folder, 'vite', '--port', '0');
      onlyMissesFiles(await talksOverWebSocket());
      await page.close();
      onlyMissesFiles(await listensOverWebRTC());
    });
  });

describe('Vite that writes every file into the script', () => {
  it('builds a page that talks under the documented policy, which refuses such files', async () => {
    const folder = await install('vite');
    await run(folder, 'npx', '--no-install', 'vite', 'build', '--assetsInlineLimit', '1000000');
    site = await servePage(join(folder, 'dist'), documentedPolicy());
    await talksOverWebSocket();
    await page.close();
    await listensOverWebRTC();
  });
});

for (const name of ['webpack', 'esbuild', 'rollup'])
  describe(name, () => {
    it('builds a page that talks under the documented policy', async () => {
      site = await servePage(addPage(await build(await install(name))), documentedPolicy());
      onlyMissesFiles(await talksOverWebSocket());
      await page.close();
      onlyMissesFiles(await listensOverWebRTC());
    });
  });

describe('esbuild that makes one file', () => {
  it('builds a page that talks where `worklet-url` names the files', async () => {
    const folder = await install('esbuild');
    const built = addPage(await build(folder, 'build:one-file'));
    cpSync(workletsOf(folder), join(built, 'sound'), {recursive: true});
    site = await servePage(built, documentedPolicy());
    assert.deepEqual(await talksOverWebSocket({'worklet-url': '/sound'}), []);
    await page.close();
    assert.deepEqual(await listensOverWebRTC({'worklet-url': '/sound'}), []);
  });

  it('builds a page that says what is missing', async () => {
    site = await servePage(
      addPage(await build(await install('esbuild'), 'build:one-file')),
      documentedPolicy(),
    );
    const complaints = await open({transport: 'websocket'});
    const error = await page.$eval('voice-assistant', element =>
      element.start().catch(({code, detail, help}: {code: string; detail: string; help: string}) => ({
        code,
        detail,
        help,
      })),
    );
    assert.match(JSON.stringify(error), /"connect-network".*"worklet".*worklet-url/);
    assert.match(complaints.join('\n'), /pcm-worklet\.js did not load\. .*worklet-url/);
  });
});

describe('Angular’s builder', () => {
  let folder: string;
  before(async () => (folder = await install('angular')));

  it('builds a page that talks under the documented policy', async () => {
    site = await servePage(await build(folder), documentedPolicy());
    onlyMissesFiles(await talksOverWebSocket());
    await page.close();
    onlyMissesFiles(await listensOverWebRTC());
  });

  it('serves a page that talks while it is developed', async () => {
    site = await startDevServer(folder, 'ng', 'serve', '--port', '0');
    onlyMissesFiles(await talksOverWebSocket());
    await page.close();
    onlyMissesFiles(await listensOverWebRTC());
  });
});

describe('Next.js', () => {
  for (const script of ['build', 'build:webpack'])
    it(`makes a page that talks (${script})`, async () => {
      site = await servePage(await build(await install('next'), script), '');
      assert.deepEqual(await talksOverWebSocket(), []);
      await page.close();
      assert.deepEqual(await listensOverWebRTC(), []);
    });
});
