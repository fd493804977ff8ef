import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {build, type OutputFile} from 'esbuild';
import type {Page} from 'puppeteer-core';
import {defaultAttributes, setStage, type Stage} from './stage.js';
import {untilPhase} from './widget.js';

const src = fileURLToPath(new URL('../../src', import.meta.url));

/** As Angular does it: the app, and the widget that it makes, live in a zone, which looks for changes after each task. */
const app = `
  import 'zone.js';
  import '${src}/entries/define.ts';
  const told = {tasks: 0, events: 0};
  const zone = Zone.current.fork({
    name: 'app',
    onInvokeTask(delegate, _current, target, task, self, args) {
      told.tasks++;
      return delegate.invokeTask(target, task, self, args);
    },
  });
  window.told = told;
  zone.run(() => {
    document.body.innerHTML = '<voice-assistant open ${defaultAttributes} start-on="open" face="text"></voice-assistant>';
    const assistant = document.querySelector('voice-assistant');
    assistant.addEventListener('voice-phase-change', () => (told.events += Zone.current === zone));
    void assistant.start();
  });
`;

interface AppWindow {
  readonly told: {readonly tasks: number; readonly events: number};
}

/** Zones follow promises, but not async functions: those are written as promises for them. */
async function bundle(): Promise<readonly OutputFile[]> {
  const {outputFiles} = await build({
    stdin: {contents: app, resolveDir: src, loader: 'js', sourcefile: 'app.js'},
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: '/app',
    write: false,
    supported: {'async-await': false},
    target: 'es2022',
    ignoreAnnotations: true, // The package names what it has built.
    logLevel: 'error',
  });
  return outputFiles;
}

describe('an app with zones', () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    const files = await bundle();
    stage = await setStage({
      browserFlags: ['--use-fake-ui-for-media-stream'],
      answer: (request, response) => {
        if (request.url === '/app') {
          response
            .writeHead(200, {'Content-Type': 'text/html'})
            .end(
              '<!doctype html><title>An app</title><body><script type="module" src="/app/stdin.js"></script>',
            );
          return true;
        }
        const file = files.find(({path}) => path === request.url);
        if (file) response.writeHead(200, {'Content-Type': 'text/javascript'}).end(file.text);
        return file !== undefined;
      },
    });
    page = await stage.browser.newPage();
    page.on('pageerror', error => console.error('Page error:', error));
    await page.evaluateOnNewDocument('globalThis.__name = value => value');
    await page.goto(`${stage.url}app`);
    await page.waitForSelector('voice-assistant:defined');
    await untilPhase(page, 'listening');
  });

  after(() => stage.close());

  it('is left alone while the widget listens', async () => {
    await page.waitForSelector('>>> canvas', {visible: true});
    const tasks = await page.evaluate(async () => {
      const {told} = window as unknown as AppWindow;
      const frames = async (count: number) => {
        for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
      };
      await frames(30); // What the beginning of the call has left.
      const before = told.tasks;
      await frames(120);
      return told.tasks - before;
    });
    assert.ok(tasks <= 2, `${tasks} tasks in 120 frames`);
  });

  it('hears the events of the widget in its own zone', async () => {
    const events = await page.evaluate(() => (window as unknown as AppWindow).told.events);
    assert.ok(events >= 2, `${events} events`);
  });
});
