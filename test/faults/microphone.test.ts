import assert from 'node:assert/strict';
import {after, before, describe} from 'node:test';
import type {Page} from 'puppeteer-core';
import {errorSentences} from '../../src/localize/en/errors.js';
import type {CommonErrorCode} from '../../src/state/voice-error.js';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {assertSilent} from '../e2e/silence.js';
import {setStage, type Stage, type StageOptions} from '../e2e/stage.js';
import {press, turns, untilPhase, untilWords} from '../e2e/widget.js';
import {
  assertKept,
  assertReleased,
  beginCall,
  exchange,
  forgetSentences,
  onPage,
  sentences,
  timed,
  untilSentence,
  type PageScript,
} from './fault-page.js';
import {hurryClock} from './page-scripts.js';
import {itSurvives, type Outcome} from './survive.js';

const microphone = 'The microphone' as const;
const realtime = {responder: fixedResponder([])};

/** Until `mended`, another application has the microphone. */
function busyMicrophone(): void {
  const open = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = async constraints => {
    if ('mended' in window) return open(constraints);
    throw new DOMException('In use', 'NotReadableError');
  };
}

/** Until `mended`, the microphone never answers. */
function hungMicrophone(): void {
  const open = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = constraints =>
    'mended' in window ? open(constraints) : new Promise(() => {});
}

/** Once it is `forbidden`, the page may not listen. */
function forbiddenMicrophone(): void {
  const open = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = async constraints => {
    if (!('forbidden' in window)) return open(constraints);
    throw new DOMException('Withdrawn', 'NotAllowedError');
  };
}

/** While it is `taken`, the system gives no sound from it. */
function sharedMicrophone(): void {
  const open = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = async constraints => {
    const stream = await open(constraints);
    for (const track of stream.getTracks())
      Object.defineProperty(track, 'muted', {get: () => 'taken' in window && window.taken});
    return stream;
  };
}

/** The settings name a microphone that is not there: by another id, as iOS does, or unplugged for ever. */
function rememberedMicrophone(): void {
  localStorage.setItem(
    'voice-assistant-element.settings',
    JSON.stringify({inputDevice: 'a-microphone-of-old'}),
  );
}

/** Once it is `unplugged`, there is no microphone. */
function onlyMicrophone(): void {
  const open = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = async constraints => {
    if (!('unplugged' in window)) return open(constraints);
    throw new DOMException('None left', 'NotFoundError');
  };
}

const setFlag = (page: Page, name: string) =>
  page.evaluate(flag => Object.assign(window, {[flag]: true}), name);

/** What a failed call says: why, and that it is over. */
async function failure(page: Page, code: CommonErrorCode): Promise<string[]> {
  await untilSentence(page, errorSentences[code].message);
  await untilSentence(page, 'Couldn’t connect');
  return sentences(page);
}

describe('a microphone', () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage({
      microphoneBeeps: true,
      realtime,
      withoutFlags: ['--use-fake-device-for-media-stream'],
      browserFlags: ['--use-fake-device-for-media-stream=device-count=3'],
    });
  });

  after(() => stage.close());

  /** Speaking does not work, and typing does. */
  async function typedInstead(page: Page, code: CommonErrorCode): Promise<Outcome> {
    await press(page, 'launcher');
    await untilPhase(page, 'failed', 20_000);
    await assertReleased(page);
    const sees = await failure(page, code);
    const ms = await timed(() => exchange(page, 'hello'));
    await untilWords(page, 'user', ['hello']);
    return {sees, by: 'Type a message', ms};
  }

  async function withBrowser(options: StageOptions, code: CommonErrorCode): Promise<Outcome> {
    const own = await setStage({...options, realtime});
    try {
      return await onPage(own, page => typedInstead(page, code), {ownMicrophone: true});
    } finally {
      await own.close();
    }
  }

  itSurvives(microphone, 'is denied', () =>
    withBrowser(
      {
        withoutFlags: ['--use-fake-ui-for-media-stream'],
        browserFlags: ['--deny-permission-prompts'],
      },
      'mic-denied',
    ),
  );

  itSurvives(microphone, 'is missing', () =>
    withBrowser({withoutFlags: ['--use-fake-device-for-media-stream']}, 'mic-missing'),
  );

  function mended(script: PageScript): Promise<Outcome> {
    return onPage(
      stage,
      async page => {
        await press(page, 'launcher');
        await untilPhase(page, 'failed', 20_000);
        await assertReleased(page);
        const sees = await failure(page, 'mic-busy');
        await setFlag(page, 'mended');
        const ms = await timed(async () => {
          await page.click('>>> [part=error] button');
          await untilPhase(page, 'listening');
        });
        return {sees, by: 'Try again', ms};
      },
      {scripts: [script, hurryClock]},
    );
  }

  itSurvives(microphone, 'is busy', () => mended(busyMicrophone));
  itSurvives(microphone, 'never opens', () => mended(hungMicrophone));

  itSurvives(microphone, 'is unplugged', () =>
    onPage(stage, async page => {
      await beginCall(page);
      const [said, calls] = [await turns(page), stage.realtime.calls.length];
      const call = stage.realtime.calls.at(-1)!;
      const ms = await timed(async () => {
        await page.evaluate(() => window.puppet.unplug());
        await page.waitForFunction(() => window.puppet.opened === 2, {polling: 20});
        await page.evaluate(() => window.puppet.speak(true));
        await call.waitForInputLevel(0.01, 5_000, performance.now());
      });
      await assertKept(page, said);
      assert.equal(stage.realtime.calls.length, calls, 'it is still the same call');
      return {sees: await sentences(page), ms};
    }),
  );

  itSurvives(microphone, 'is unplugged, and there is no other', () =>
    onPage(
      stage,
      async page => {
        await beginCall(page);
        const said = await turns(page);
        await setFlag(page, 'unplugged');
        await page.evaluate(() => window.puppet.unplug());
        await untilPhase(page, 'failed');
        const sees = await failure(page, 'mic-missing');
        await assertReleased(page);
        await assertKept(page, said);
        // Without a microphone the answer is written.
        const ms = await timed(() => exchange(page, 'then in writing'));
        await assertKept(page, said);
        return {sees, by: 'Type a message', ms};
      },
      {scripts: [onlyMicrophone]},
    ),
  );

  itSurvives(microphone, 'is forbidden in mid-call', () =>
    onPage(
      stage,
      async page => {
        await beginCall(page);
        const said = await turns(page);
        await setFlag(page, 'forbidden');
        await page.evaluate(() => window.puppet.unplug());
        await untilPhase(page, 'failed');
        const sees = await failure(page, 'mic-denied');
        await assertReleased(page);
        // Without a microphone the answer is written.
        const ms = await timed(() => exchange(page, 'then in writing'));
        await assertKept(page, said);
        return {sees, by: 'Type a message', ms};
      },
      {scripts: [forbiddenMicrophone]},
    ),
  );

  itSurvives(microphone, 'is taken by another application', () =>
    onPage(
      stage,
      async page => {
        await beginCall(page);
        const [said, calls] = [await turns(page), stage.realtime.calls.length];
        await setFlag(page, 'taken');
        await untilSentence(page, errorSentences['mic-busy'].message);
        const sees = await sentences(page);
        const ms = await timed(async () => {
          await page.evaluate(() => Object.assign(window, {taken: false}));
          await page.waitForFunction(() => !document.querySelector('voice-assistant')!.snapshot.error);
        });
        await exchange(page, 'go on');
        await assertKept(page, said);
        assert.equal(stage.realtime.calls.length, calls, 'it is still the same call');
        return {sees, ms};
      },
      {scripts: [sharedMicrophone]},
    ),
  );

  itSurvives(microphone, 'is another one than it was (OverconstrainedError)', () =>
    onPage(
      stage,
      async page => {
        const ms = await timed(async () => {
          await press(page, 'launcher');
          await untilPhase(page, 'listening');
          await stage.realtime.calls.at(-1)!.waitForInputLevel(0.01);
        });
        return {sees: await sentences(page), ms};
      },
      {ownMicrophone: true, scripts: [rememberedMicrophone]},
    ),
  );

  itSurvives(microphone, 'is swapped while it is off', () =>
    onPage(
      stage,
      async page => {
        await press(page, 'launcher');
        await untilPhase(page, 'listening');
        const call = stage.realtime.calls.at(-1)!;
        await press(page, 'mute');
        await assertSilent(call);
        await page.waitForFunction(
          () => document.querySelector('voice-assistant')!.snapshot.devices.inputs.length === 2,
        );
        await forgetSentences(page);
        const ms = await timed(() =>
          page.$eval('voice-assistant', async element => {
            for (const {deviceId} of element.snapshot.devices.inputs) await element.setInputDevice(deviceId);
          }),
        );
        await assertSilent(call);
        const sees = await sentences(page);
        await press(page, 'mute');
        await call.waitForInputLevel(0.01, 5_000, performance.now());
        return {sees, ms};
      },
      {ownMicrophone: true},
    ),
  );
});
