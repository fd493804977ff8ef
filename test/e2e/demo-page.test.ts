import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import {createRealtimeServer, hearInOrder, type RealtimeServer} from '../../local-server/index.js';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import {startDemoServer, type DemoServer} from '../../tools/demo/demo-server.js';
import {launchChromium} from './stage.js';
import {press, untilPhase} from './widget.js';

const task = 'Look up my order.';

describe('The page of npm start', {timeout: 60_000}, () => {
  let browser: Browser;
  let realtime: RealtimeServer;
  let demo: DemoServer;
  let page: Page;
  before(async () => {
    const microphoneWav = await makeSpeechWav([{silenceMs: 2_000}, {text: task}, {silenceMs: 1_000}]);
    browser = await launchChromium({microphoneWav});
  });
  afterEach(close);
  after(() => browser.close());

  async function open(live: boolean): Promise<void> {
    realtime = await createRealtimeServer({understand: hearInOrder(task)});
    const backend = {name: 'local', label: 'a test', realtimeUrl: '/v1/realtime/calls', live} as const;
    demo = await startDemoServer({port: 0, backend, realtime});
    page = await browser.newPage();
    page.on('pageerror', error => console.error('Page error:', error));
    await page.goto(demo.url);
    await page.waitForSelector('voice-assistant[backend]');
  }

  async function close(): Promise<void> {
    await page.close();
    await demo.close();
    await realtime.close();
  }

  const chosen = () => page.$eval('input:checked', input => input.value);
  const backend = () => page.$eval('voice-assistant', element => element.getAttribute('backend'));
  const select = (value: string) => page.click(`input[value="${value}"]`);

  async function untilLocked(locked: boolean): Promise<void> {
    await page.waitForFunction(
      wanted => !!document.querySelector('fieldset:disabled') === wanted,
      {},
      locked,
    );
  }

  it('begins with what it was started with', async () => {
    await open(true);
    assert.deepEqual([await chosen(), await backend()], ['openai-live', 'openai-live']);
    await close();
    await open(false);
    assert.deepEqual([await chosen(), await backend()], ['openai-realtime', 'openai-realtime']);
  });

  it('changes between the two backends, but not during a call', async () => {
    await open(true);
    await select('openai-realtime');
    assert.equal(await backend(), 'openai-realtime');
    await press(page, 'launcher');
    await press(page, 'talk');
    await untilPhase(page, 'listening');
    await untilLocked(true);
    await select('openai-live');
    assert.deepEqual([await chosen(), await backend()], ['openai-realtime', 'openai-realtime']);
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    await untilLocked(false);
    await select('openai-live');
    assert.deepEqual([await chosen(), await backend()], ['openai-live', 'openai-live']);
  });

  it('talks over what was chosen, and answers what is delegated with the time', async () => {
    await open(true);
    await press(page, 'launcher');
    await press(page, 'talk');
    const live = await realtime.waitForCall();
    const {event} = await live.waitForEvent('session.commentary.append', 15_000);
    assert.match(String(event?.content), /it is \d\d\/\d\d\/\d{4}, \d\d:\d\d/u);
    assert.match(await page.$eval('#events', list => list.textContent), /delegated: Look up my order\./u);
    await press(page, 'hang-up');
    await untilLocked(false);
    await select('openai-realtime');
    await press(page, 'talk');
    const next = await realtime.waitForCall(call => call !== live);
    assert.deepEqual([live.session.type, next.session.type], [undefined, 'realtime']);
    assert.match(String(live.session.id), /^live_/u);
  });
});
