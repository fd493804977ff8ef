import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {focus, tabTo, untilFocused} from './keyboard.js';
import {setStage, type Stage} from './stage.js';
import {partOf, turns, untilPhase} from './widget.js';

describe('a conversation with the keyboard alone', () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await setStage({browserFlags: ['--use-fake-ui-for-media-stream']});
    page = await stage.openPage();
  });

  after(() => stage.close());

  it('begins at the launcher', async () => {
    await tabTo(page, 'launcher');
    await page.keyboard.press('Enter');
    await untilPhase(page, 'listening');
    await untilFocused(page, 'panel');
  });

  it('types, and hears the answer', async () => {
    await tabTo(page, 'input');
    await page.keyboard.type('Tell me a long story');
    await page.keyboard.press('Enter');
    await untilPhase(page, ['thinking', 'speaking']);
    const said = await turns(page);
    assert.ok(said.some(({text}) => text === 'Tell me a long story'));
  });

  it('makes the assistant stop talking', async () => {
    await untilPhase(page, 'speaking');
    await tabTo(page, 'interrupt', true);
    await page.keyboard.press('Space');
    await untilPhase(page, 'listening');
    await untilFocused(page, 'controls');
  });

  it('mutes and unmutes', async () => {
    const muted = () => page.$eval('voice-assistant', element => element.snapshot.muted);
    await tabTo(page, 'mute');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('voice-assistant')!.snapshot.muted);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('voice-assistant')!.snapshot.muted);
    assert.equal(await muted(), false);
  });

  it('changes a setting, and comes back', async () => {
    await tabTo(page, 'settings-button', true);
    await page.keyboard.press('Enter');
    await partOf(page, 'settings');
    await untilFocused(page, 'panel');
    await tabTo(page, 'volume');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => document.querySelector('voice-assistant')!.volume < 1);
    await tabTo(page, 'captions-switch');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('voice-assistant')!.captions === 'on');
    await page.keyboard.press('Escape');
    await partOf(page, 'captions');
    await untilFocused(page, 'settings-button');
  });

  it('hangs up', async () => {
    await tabTo(page, 'hang-up');
    await page.keyboard.press('Enter');
    await untilPhase(page, 'idle');
    await untilFocused(page, 'controls');
  });

  it('closes, and the focus is where it was', async () => {
    await page.keyboard.press('Escape');
    await untilFocused(page, 'launcher');
    assert.equal(await page.$eval('voice-assistant', element => element.open), false);
    assert.ok((await focus(page)).visible);
  });
});
