import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Frame, Page} from 'puppeteer-core';
import {setStage, type Stage} from '../e2e/stage.js';
import {until} from './until.js';

const widget = `<!doctype html><meta charset="utf-8">
<script type="module" src="/dist/cdn/voice-assistant.js"></script>
<voice-assistant token-endpoint="/token" realtime-url="/v1/realtime/calls" open start-on="open" face="text"></voice-assistant>`;

/** A page in whose frame the widget stands. The frame is of another origin: only then `allow` counts. */
const around = (port: string, allow: string) =>
  `<!doctype html><meta charset="utf-8"><iframe src="http://127.0.0.1:${port}/widget" ${allow} width="500" height="700"></iframe>`;

/** How a start in the frame ends. */
async function startIn(frame: Frame): Promise<string> {
  await frame.waitForSelector('voice-assistant:defined');
  return frame.$eval('voice-assistant', element =>
    element.start().then(
      () => element.snapshot.phase,
      (error: {code: string}) => error.code,
    ),
  );
}

describe('a widget in a frame', () => {
  let stage: Stage;
  let page: Page;
  let headers: Record<string, string> = {};

  before(async () => {
    stage = await setStage({
      answer(request, response) {
        const {pathname, searchParams, port} = new URL(request.url!, `http://${request.headers.host}`);
        const html = {'/widget': widget, '/around': around(port, searchParams.get('allow') ?? '')}[pathname];
        if (!html) return false;
        response.writeHead(200, {'Content-Type': 'text/html', ...headers}).end(html);
        return true;
      },
    });
    page = await stage.browser.newPage();
    await page.evaluateOnNewDocument('globalThis.__name = value => value');
  });
  after(() => stage.close());

  async function frameOf(allow: string): Promise<Frame> {
    await page.goto(`${stage.url}around?allow=${encodeURIComponent(allow)}`);
    return page.frames().find(frame => frame.url().endsWith('/widget'))!;
  }

  it('says that the frame forbids the microphone, and that one can type', async () => {
    const frame = await frameOf('');
    assert.equal(await startIn(frame), 'mic-policy');
    const shown = await frame.waitForSelector('>>> [part=error] p', {visible: true});
    assert.match(
      await shown!.evaluate(element => element.textContent),
      /isn’t allowed to use the microphone/,
    );
    const help = await frame.$eval('voice-assistant', element => element.snapshot.error!.help);
    assert.match(help, /allow="microphone"/);
  });

  it('says so in a diagnosis, too', async () => {
    const frame = await frameOf('');
    await frame.waitForSelector('voice-assistant:defined');
    const checks = await frame.$eval('voice-assistant', async element => (await element.diagnose()).checks);
    const codes = Object.fromEntries(checks.map(({name, code}) => [name, code]));
    assert.equal(codes.policy, 'mic-policy');
    assert.equal(codes.permission, 'mic-policy');
  });

  it('talks where the frame allows it', async () => {
    const frame = await frameOf('allow="microphone"');
    assert.equal(await startIn(frame), 'listening');
    await frame.$eval('voice-assistant', element => element.stop());
  });

  it('says that a header forbids the microphone', async () => {
    headers = {'Permissions-Policy': 'microphone=()'};
    await page.goto(`${stage.url}widget`);
    assert.equal(await startIn(page.mainFrame()), 'mic-policy');
    await until(page, () => document.querySelector('voice-assistant')!.dataset.phase === 'failed', null);
  });
});
