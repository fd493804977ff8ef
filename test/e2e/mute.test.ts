import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {Call} from '../../local-server/index.js';
import {assertSilent} from './silence.js';
import {setStage, defaultAttributes, type Stage} from './stage.js';
import {press, untilPhase} from './widget.js';

async function assertHeard(call: Call): Promise<void> {
  await call.waitForInputLevel(0.01, 5_000, performance.now());
}

describe('mute', () => {
  let stage: Stage;
  let page: Page;
  let call: Call;

  before(async () => {
    stage = await setStage({microphoneBeeps: true});
    page = await stage.openPage(`${defaultAttributes} muted`);
  });

  after(() => stage.close());

  it('holds when it was set before the call', async () => {
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    call = await stage.realtime.waitForCall();
    await assertSilent(call);
  });

  it('ends when the person unmutes', async () => {
    await press(page, 'mute');
    await assertHeard(call);
    assert.equal(await page.$eval('voice-assistant', element => element.hasAttribute('muted')), false);
  });

  it('silences a call that is on', async () => {
    await press(page, 'mute');
    await assertSilent(call);
    assert.equal(await page.$eval('voice-assistant', element => element.hasAttribute('muted')), true);
  });

  it('survives a reconnection', async () => {
    await call.closePeer();
    call = await stage.realtime.waitForCall(other => other !== call);
    await call.waitForState('open');
    await untilPhase(page, 'listening');
    await assertSilent(call);
    await press(page, 'mute');
    await assertHeard(call);
  });

  it('survives hanging up and starting again', async () => {
    await press(page, 'mute');
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    const before = stage.realtime.calls.length;
    await press(page, 'talk');
    await untilPhase(page, 'listening');
    assert.equal(stage.realtime.calls.length, before + 1);
    await assertSilent(stage.realtime.calls.at(-1)!);
  });
});
