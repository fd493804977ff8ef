import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {setStage, type Stage} from '../e2e/stage.js';
import {press} from '../e2e/widget.js';
import {untilPhase, untilShown} from './until.js';

describe('what the widget refuses', () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await setStage();
  });
  afterEach(async () => {
    stage.realtime.setFaults({});
    await page.close();
  });
  after(() => stage.close());

  it('refuses a message larger than the channel carries, before it is sent, and goes on', async () => {
    page = await stage.openPage();
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    const call = await stage.realtime.waitForCall();
    const code = await page.$eval('voice-assistant', async element => {
      const failed = new Promise<string>(resolve =>
        element.addEventListener('voice-error', ({error}) => resolve(error.code), {once: true}),
      );
      await element.sendText('x'.repeat(1_000_000)).catch(() => {});
      return failed;
    });
    assert.equal(code, 'too-large');
    await untilShown(page, 'too large');
    await page.$eval('voice-assistant', element => element.sendText('Still there?'));
    await call.waitForEvent(event => JSON.stringify(event).includes('Still there?'));
    assert.ok(call.receivedEvents.every(({text}) => text.length < 10_000));
  });

  it('refuses a long-lived key: it is sent nowhere, and shown nowhere', async () => {
    stage.realtime.setFaults({tokenSecret: true});
    const before = stage.realtime.requests.length;
    page = await stage.openPage();
    const asked: string[] = [];
    page.on('request', request => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
    const printed: string[] = [];
    page.on('console', message => printed.push(message.text()));
    await press(page, 'launcher');
    await untilPhase(page, 'failed');
    await untilShown(page, 'isn’t set up correctly');
    const {error, report} = await page.$eval('voice-assistant', async element => {
      const {error} = element.snapshot;
      const {text} = await element.diagnose();
      return {error: {...error, message: error!.message, cause: String(error!.cause)}, report: text};
    });
    assert.equal(error.code, 'token-secret');
    assert.match(report, /FAIL endpoint: token-secret/);
    assert.ok(asked.some(request => request.includes('/token')));
    for (const place of [asked, printed, JSON.stringify(error), report])
      assert.doesNotMatch(String(place), /sk-proj/);
    assert.ok(!stage.realtime.requests.slice(before).some(({authorization}) => authorization));
  });
});
