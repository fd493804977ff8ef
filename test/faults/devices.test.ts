import assert from 'node:assert/strict';
import {after, before, describe} from 'node:test';
import {errorSentences} from '../../src/localize/en/errors.js';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {defaultAttributes, setStage, type Stage} from '../e2e/stage.js';
import {press, turns, type, untilHeard, untilPhase} from '../e2e/widget.js';
import {
  assertKept,
  beginCall,
  exchange,
  onPage,
  sentences,
  timed,
  untilNoError,
  untilSentence,
} from './fault-page.js';
import {itSurvives} from './survive.js';

const devices = 'Devices and sound' as const;

/** Counts how often the devices are listed, and lists no speaker once they are `gone`. */
function watchedDevices(): void {
  const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  Object.assign(window, {listed: 0});
  const counted = window as unknown as {listed: number; gone?: string};
  navigator.mediaDevices.enumerateDevices = async () => {
    counted.listed++;
    return (await list()).filter(({deviceId}) => deviceId !== counted.gone);
  };
}

/** The browser lets nothing sound before the user taps. */
function blockedPlayback(): void {
  const play = HTMLMediaElement.prototype.play;
  let tapped = false;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    if (tapped) return play.call(this);
    return Promise.reject(new DOMException('Tap first', 'NotAllowedError'));
  };
  addEventListener(
    'click',
    event => {
      const [target] = event.composedPath();
      tapped ||= target instanceof HTMLElement && Boolean(target.closest('[part=error]'));
    },
    {capture: true},
  );
}

/** From a ring on the system lets nothing sound, until the user taps. */
function phoneCall(): void {
  const contexts: AudioContext[] = [];
  const native = AudioContext.prototype.resume;
  let held = false;
  AudioContext.prototype.resume = function (this: AudioContext) {
    return held ? Promise.reject(new DOMException('In a call', 'InvalidStateError')) : native.call(this);
  };
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      contexts.push(this);
    }
  };
  Object.assign(window, {
    ring() {
      held = true;
      for (const context of contexts) if (context.state === 'running') void context.suspend();
    },
  });
  addEventListener('pointerdown', () => (held = false), {capture: true});
}

describe('devices and sound', () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage({
      realtime: {responder: fixedResponder([])},
      withoutFlags: ['--use-fake-device-for-media-stream'],
      browserFlags: ['--use-fake-device-for-media-stream=device-count=3'],
    });
  });

  after(() => stage.close());

  itSurvives(devices, 'change fifty times at once', () =>
    onPage(
      stage,
      async page => {
        await beginCall(page);
        const [said, calls] = [await turns(page), stage.realtime.calls.length];
        const ms = await timed(() =>
          page.evaluate(async () => {
            const counted = window as unknown as {listed: number};
            const before = counted.listed;
            const once = new Promise<void>(resolve => {
              const look = () => (counted.listed > before ? resolve() : void requestAnimationFrame(look));
              look();
            });
            for (let count = 0; count < 50; count++)
              navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
            await once;
            if (counted.listed !== before + 1) throw new Error(`listed ${counted.listed - before} times`);
          }),
        );
        assert.equal(await page.evaluate(() => window.puppet.opened), 1);
        await exchange(page, 'go on');
        await assertKept(page, said);
        assert.equal(stage.realtime.calls.length, calls);
        return {sees: await sentences(page), ms};
      },
      {scripts: [watchedDevices]},
    ),
  );

  itSurvives(devices, 'lose the chosen speaker', () =>
    onPage(
      stage,
      async page => {
        await page.$eval('voice-assistant', element => element.mute()); // This one beeps.
        await beginCall(page);
        const said = await turns(page);
        await page.waitForFunction(
          () => document.querySelector('voice-assistant')!.snapshot.devices.outputs.length === 2,
        );
        const chosen = await page.$eval('voice-assistant', async element => {
          const {deviceId} = element.snapshot.devices.outputs[0]!;
          await element.setOutputDevice(deviceId);
          return deviceId;
        });
        const ms = await timed(async () => {
          await page.evaluate(gone => {
            Object.assign(window, {gone});
            navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
          }, chosen);
          await page.waitForFunction(() => window.resources.audioElements[0]!.sinkId === '');
        });
        await untilSentence(page, 'disconnected');
        const sees = await sentences(page);
        await exchange(page, 'go on');
        await assertKept(page, said);
        return {sees, ms};
      },
      // Who has not allowed the microphone is not told the speakers.
      {ownMicrophone: true, scripts: [watchedDevices]},
    ),
  );

  itSurvives(devices, 'are stopped by a phone call, over a WebSocket', () =>
    onPage(
      stage,
      async page => {
        await beginCall(page);
        const said = await turns(page);
        await type(page, 'hello');
        await untilPhase(page, 'speaking');
        await page.evaluate(() => (window as unknown as {ring(): void}).ring());
        await untilSentence(page, errorSentences['playback-blocked'].message);
        const sees = await sentences(page);
        assert.notEqual(await page.$eval('voice-assistant', ({snapshot}) => snapshot.phase), 'speaking');
        const ms = await timed(async () => {
          await page.click('>>> [part=error] button');
          await untilPhase(page, 'speaking');
          await untilPhase(page, 'listening', 15_000);
        });
        await untilNoError(page);
        await assertKept(page, said);
        await exchange(page, 'go on');
        return {sees, by: 'Turn on sound', ms};
      },
      {attributes: `${defaultAttributes} transport="websocket"`, scripts: [phoneCall]},
    ),
  );

  itSurvives(devices, 'are blocked by the autoplay policy', () =>
    onPage(
      stage,
      async page => {
        await press(page, 'launcher');
        await untilPhase(page, 'listening');
        await untilSentence(page, errorSentences['playback-blocked'].message);
        await type(page, 'hello');
        const sees = await sentences(page);
        const ms = await timed(async () => {
          await page.click('>>> [part=error] button');
          await untilHeard(page, 0.005);
        });
        await untilNoError(page);
        return {sees, by: 'Turn on sound', ms};
      },
      {scripts: [blockedPlayback]},
    ),
  );
});
