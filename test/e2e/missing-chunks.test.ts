import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {VoiceErrorEvent} from '../../src/events/lifecycle.js';
import {setStage, type Stage} from './stage.js';
import {press, untilPhase} from './widget.js';

describe('a widget whose files do not load', () => {
  let stage: Stage;
  let page: Page;
  let missing = true;

  before(async () => {
    stage = await setStage({
      answer: (request, response) => {
        const chunk = /voice-assistant\.\w+-.*\.js/.test(request.url ?? '');
        if (missing && chunk) response.writeHead(404).end();
        return missing && chunk;
      },
    });
    page = await stage.openPage();
    await page.evaluate(() => {
      const seen = {codes: [] as string[], unhandled: 0};
      Object.assign(window, {seen});
      document.addEventListener('voice-error', event =>
        seen.codes.push((event as VoiceErrorEvent).error.code),
      );
      addEventListener('unhandledrejection', () => seen.unhandled++);
    });
  });

  after(() => stage.close());

  const seen = () =>
    page.evaluate(() => (window as unknown as {seen: {codes: string[]; unhandled: number}}).seen);

  it('says so beside its launcher, and in an event', async () => {
    await press(page, 'launcher');
    const sentence = await page.waitForSelector('>>> [role=alert]', {visible: true});
    assert.match(await sentence!.evaluate(({textContent}) => textContent), /Can’t reach the assistant/);
    assert.deepEqual(await seen(), {codes: ['internal'], unhandled: 0});
    assert.equal(await page.$eval('voice-assistant', element => element.open), false);
  });

  it('rejects a start by the page with the same error', async () => {
    const code = await page.$eval('voice-assistant', element =>
      element.start().then(
        () => 'started',
        (error: {code: string}) => error.code,
      ),
    );
    assert.equal(code, 'internal');
  });

  it('tries again with the next press', async () => {
    missing = false;
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    await page.waitForSelector('>>> [part=panel]', {visible: true});
    assert.equal((await page.$$('>>> .trouble')).length, 0);
  });
});
