import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Duplex} from 'node:stream';
import {fileURLToPath} from 'node:url';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {chromiumFlags, findChromium} from '../../tools/browser/find-chromium.mjs';
import {serveFile} from '../../tools/demo/static-files.js';
import {
  createRealtimeServer,
  type RealtimeServer,
  type RealtimeServerOptions,
} from '../../local-server/index.js';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import {answersWords, liveAttributes} from './live-page.js';
import {watchPolicy} from './strict-page.js';
import {watchResources} from './watch-resources.js';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Saves a request, but is more than a strict policy allows. */
const noIcon = '<link rel="icon" href="data:,">';

/** A page with one widget, as a site owner would write it. */
const defaultPage = (attributes: string, icon: string) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>A page</title>${icon}
  <script type="module" src="/dist/cdn/voice-assistant.js"></script></head>
  <body><h1>A page</h1><voice-assistant ${attributes} start-on="open" face="text"></voice-assistant></body>
</html>`;

export interface StageOptions {
  readonly realtime?: RealtimeServerOptions;
  /** What the microphone hears, from the moment it opens; nothing when unset. */
  readonly microphoneWav?: string;
  /** The microphones hear the browser's own beep, once a second: it interrupts answers, as a voice would. */
  readonly microphoneBeeps?: boolean;
  readonly browserFlags?: readonly string[];
  /** Usual flags to leave out. */
  readonly withoutFlags?: readonly string[];
  /** Opens another browser than the usual one, to which the flags above are nothing. */
  readonly launch?: () => Promise<Browser>;
  /** The content security policy of the page; none when unset. What it refuses, `policyViolations()` tells. */
  readonly policy?: () => string;
  /** Answers before everything else. @returns whether it did */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Takes the request for a WebSocket before the realtime server does. @returns whether it did */
  readonly answerUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
}

/** Browser, pages and realtime server of one test file. */
export interface Stage {
  readonly url: string;
  readonly realtime: RealtimeServer;
  readonly browser: Browser;
  /**
   * Opens a page with one `<voice-assistant>`, whose launcher starts a call, and whose panel shows it in writing; `attributes` adds to the usual ones. `prepare` may add scripts
   * that run before all others.
   */
  openPage(attributes?: string, prepare?: (blank: Page) => Promise<void>): Promise<Page>;
  close(): Promise<void>;
}

/** `TRANSPORT=websocket` has the tests run over a WebSocket. */
export const transport = process.env.TRANSPORT === 'websocket' ? 'websocket' : 'webrtc';

/** `BACKEND=openai-live` has the tests run over GPT-Live. */
export const backend = process.env.BACKEND === 'openai-live' ? 'openai-live' : 'openai-realtime';

export const defaultAttributes =
  backend === 'openai-live'
    ? liveAttributes
    : 'token-endpoint="/token" realtime-url="/v1/realtime/calls"' +
      (transport === 'websocket' ? ' transport="websocket"' : '');

export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const realtime = await createRealtimeServer({
    ...(backend === 'openai-live' && {liveSession: answersWords}),
    ...options.realtime,
  });
  let html = '';
  const server = createServer((request, response) => {
    void (async () => {
      const {pathname} = new URL(request.url ?? '/', 'http://localhost');
      if (options.answer?.(request, response)) return;
      if (pathname === '/') {
        const policy = options.policy && {'Content-Security-Policy': options.policy()};
        return response.writeHead(200, {'Content-Type': 'text/html', ...policy}).end(html);
      }
      if (await realtime.handle(request, response)) return;
      if (await serveFile(project, pathname, response)) return;
      response.writeHead(404).end();
    })();
  });
  server.on('upgrade', (request, socket, head) => {
    if (options.answerUpgrade?.(request, socket, head)) return;
    if (!realtime.handleUpgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const browser = await (options.launch?.() ?? launchChromium(options));
  return {
    url,
    realtime,
    browser,
    async openPage(attributes = defaultAttributes, prepare) {
      html = defaultPage(attributes, options.policy ? '' : noIcon);
      const page = await browser.newPage();
      page.on('pageerror', error => console.error('Page error:', error));
      // The loader of these tests names functions with this helper, also those that run in the page.
      await page.evaluateOnNewDocument('globalThis.__name = value => value');
      await prepare?.(page);
      await page.evaluateOnNewDocument(watchResources);
      if (options.policy) await watchPolicy(page);
      await page.goto(url);
      await page.waitForSelector('voice-assistant:defined');
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await realtime.close();
    },
  };
}

export async function launchChromium({
  microphoneWav,
  microphoneBeeps = false,
  browserFlags = [],
  withoutFlags = [],
}: StageOptions = {}): Promise<Browser> {
  const wav = microphoneWav ?? (await makeSpeechWav([{silenceMs: 1_000}]));
  const file = microphoneBeeps ? [] : [`--use-file-for-fake-audio-capture=${wav}%noloop`];
  return puppeteer.launch({
    executablePath: findChromium(),
    headless: true,
    args: [...chromiumFlags.filter(flag => !withoutFlags.includes(flag)), ...file, ...browserFlags],
    defaultViewport: {width: 900, height: 760},
  });
}
