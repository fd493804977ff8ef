import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {Call} from '../../local-server/index.js';
import {assertSilent} from './silence.js';
import {setStage, defaultAttributes, type Stage} from './stage.js';
import {partOf, press, untilPhase} from './widget.js';

const oneDevice = '--use-fake-device-for-media-stream';
const snapshotDevices = (page: Page) => page.$eval('voice-assistant', element => element.snapshot.devices);

/** Chooses in a select of the settings, as a person does with the keyboard. */
async function choose(page: Page, part: string, value: string): Promise<void> {
  const field = await partOf(page, part);
  await field.select(value);
}

/** The device that the page's microphones capture from, live ones only. */
const capturing = (page: Page) =>
  page.evaluate(() =>
    window.resources.tracks
      .filter(track => track.readyState === 'live')
      .map(track => track.getSettings().deviceId),
  );

describe('devices', () => {
  let stage: Stage;
  let page: Page;
  let call: Call;

  before(async () => {
    stage = await setStage({
      microphoneBeeps: true,
      withoutFlags: [oneDevice],
      browserFlags: [`${oneDevice}=device-count=3`],
    });
    page = await stage.openPage(defaultAttributes);
  });

  after(() => stage.close());

  it('are neither listed nor listened to by an idle page', async () => {
    const before = await page.evaluate(() =>
      performance.getEntriesByType('resource').filter(({name}) => /device-|voice-settings/.test(name)),
    );
    assert.deepEqual(before, []);
    assert.deepEqual((await snapshotDevices(page)).inputs, []);
  });

  it('are told to the page when a call begins', async () => {
    const told = page.$eval(
      'voice-assistant',
      element =>
        new Promise<number[]>(resolve =>
          element.addEventListener('voice-device-change', ({inputs, outputs}) =>
            resolve([inputs.length, outputs.length]),
          ),
        ),
    );
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    call = await stage.realtime.waitForCall();
    // The third is the system's choice.
    assert.deepEqual(await told, [2, 2]);
  });

  it('are swapped in the middle of a call, and mute holds to the last bit', async () => {
    const {inputs} = await snapshotDevices(page);
    await press(page, 'mute');
    await assertSilent(call);
    await press(page, 'settings-button');
    for (const {deviceId} of inputs) {
      await choose(page, 'microphone', deviceId);
      await page.waitForFunction(
        id => document.querySelector('voice-assistant')!.snapshot.devices.input === id,
        {},
        deviceId,
      );
      assert.deepEqual(await capturing(page), [deviceId]);
      await assertSilent(call);
    }
    await page.$eval('voice-assistant', element => element.unmute());
    await call.waitForInputLevel(0.01, 5_000, performance.now());
    assert.equal(stage.realtime.calls.length, 1);
    // The beep that it hears now may be answered.
    await untilPhase(page, ['listening', 'thinking', 'speaking']);
  });

  it('let the assistant be heard elsewhere', async () => {
    const {outputs} = await snapshotDevices(page);
    const sink = () => page.evaluate(() => window.resources.audioElements[0]!.sinkId);
    for (const {deviceId} of outputs) {
      await choose(page, 'speaker', deviceId);
      await page.waitForFunction(
        id => document.querySelector('voice-assistant')!.snapshot.devices.output === id,
        {},
        deviceId,
      );
      assert.equal(await sink(), deviceId);
    }
  });

  it('change turn taking in the middle of a call, by what changed and nothing else', async () => {
    const updates = () =>
      call.receivedEvents.flatMap(({event}) => (event.type === 'session.update' ? [event] : []));
    const before = updates().length;
    await choose(page, 'turn-taking', 'push-to-talk');
    await assertSilent(call);
    await choose(page, 'turn-taking', '');
    await call.waitForInputLevel(0.01, 5_000, performance.now());
    const [closed, opened] = updates()
      .slice(before)
      .map(({session}) => session as {audio: {input: {turn_detection: object | null}}});
    assert.deepEqual(closed, {type: 'realtime', audio: {input: {turn_detection: null}}});
    assert.deepEqual(Object.keys(opened!.audio.input), ['turn_detection']);
    assert.ok(opened!.audio.input.turn_detection, 'as the server had it');
    assert.equal(updates().length, before + 2);
  });

  it('are remembered on this site, and used from the beginning of the next call', async () => {
    const {input, output} = await snapshotDevices(page);
    await page.close();
    page = await stage.openPage(defaultAttributes);
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    assert.deepEqual(await capturing(page), [input]);
    await page.waitForFunction(
      id => document.querySelector('voice-assistant')!.snapshot.devices.output === id,
      {},
      output,
    );
  });

  it('leave nothing on when the settings close during a test and the call is over', async () => {
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    await press(page, 'settings-button');
    await press(page, 'test-microphone');
    await page.waitForFunction(() => window.resources.tracks.some(({readyState}) => readyState === 'live'));
    await page.$eval('voice-assistant', element => element.hide());
    await page.waitForFunction(() => window.resources.tracks.every(({readyState}) => readyState === 'ended'));
  });
});
