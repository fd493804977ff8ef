import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {focus, tabTo, untilFocused} from './keyboard.js';
import {setStage, defaultAttributes, type Stage} from './stage.js';
import {equip, remembered, toolResponder, untilSaid, untilTold} from './tool-page.js';
import {partOf, untilPhase} from './widget.js';

describe('what the widget asks is answered with the keyboard alone', () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await setStage({realtime: {responder: toolResponder}});
    page = await stage.openPage(`${defaultAttributes} consent="required" debug`);
    await equip(page, 'functions of the page');
  });

  after(() => stage.close());

  /** Asks in writing for something that needs a yes. */
  async function order(): Promise<void> {
    await tabTo(page, 'input');
    await page.keyboard.type('Order tea.');
    await page.keyboard.press('Enter');
    await partOf(page, 'approval');
    assert.equal((await focus(page)).part, 'input', 'who types goes on typing');
  }

  it('refuses consent, and closes', async () => {
    await tabTo(page, 'launcher');
    await page.keyboard.press('Enter');
    await partOf(page, 'consent');
    await untilFocused(page, 'consent');
    await tabTo(page, 'Not now');
    await page.keyboard.press('Enter');
    await page.waitForSelector('>>> [part=consent]', {hidden: true});
    await page.keyboard.press('Escape');
    await untilFocused(page, 'launcher');
  });

  it('agrees, and learns of an error', async () => {
    stage.realtime.setFaults({tokenStatus: 500});
    await page.keyboard.press('Enter');
    await partOf(page, 'consent');
    await tabTo(page, 'Agree and start');
    await page.keyboard.press('Enter');
    await untilPhase(page, 'failed');
  });

  it('looks at what is wrong, and comes back', async () => {
    await tabTo(page, 'Find the problem');
    await page.keyboard.press('Enter');
    await untilFocused(page, 'diagnosis');
    // It takes its time, and can be done again only then.
    await page.waitForSelector('>>> [part~=check-again]', {visible: true});
    await tabTo(page, 'Check again');
    await tabTo(page, 'Back', true);
    await page.keyboard.press('Enter');
    await partOf(page, 'error');
  });

  it('tries again, and is not asked for consent again', async () => {
    stage.realtime.setFaults({});
    await tabTo(page, 'Try again');
    await page.keyboard.press('Enter');
    await untilPhase(page, 'listening');
  });

  it('passes through the overlay for developers', async () => {
    await tabTo(page, 'Events');
    await tabTo(page, 'mute');
  });

  it('allows an action', async () => {
    await order();
    await tabTo(page, 'Allow', true);
    await page.keyboard.press('Enter');
    await untilSaid(page, 'It is ordered.');
    assert.deepEqual((await remembered(page)).done, ['order tea']);
    await page.waitForSelector('>>> [part~=approval]', {hidden: true});
    await untilFocused(page, 'input');
  });

  it('forbids the next', async () => {
    await order();
    await tabTo(page, 'Don’t allow', true);
    await page.keyboard.press('Space');
    await untilTold(page, 'tool-result', 2);
    assert.deepEqual((await remembered(page)).done, ['order tea']);
    await page.waitForSelector('>>> [part~=approval]', {hidden: true});
  });

  it('hangs up, and closes', async () => {
    await tabTo(page, 'hang-up');
    await page.keyboard.press('Enter');
    await untilPhase(page, 'idle');
    await page.keyboard.press('Escape');
    await untilFocused(page, 'launcher');
  });
});
