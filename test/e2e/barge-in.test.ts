import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {
  bargeInTimes,
  interruptions,
  reactionMs,
  untilReaction,
  watchBargeIn,
  type BargeInTimes,
} from '../../tools/recording/watch-barge-in.js';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import {setStage, defaultAttributes, type Stage} from './stage.js';
import {press, untilHeard, untilPhase} from './widget.js';

const story =
  'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty.';
const recorder = '/tools/recording/recorder.js';

/** Begins a call in which the assistant tells a story until the person speaks. */
async function callWithStory(stage: Stage, attributes = ''): Promise<Page> {
  const calls = stage.realtime.calls.length;
  const page = await stage.openPage(`${defaultAttributes} ${attributes}`, blank =>
    watchBargeIn(blank, recorder),
  );
  await press(page, 'launcher');
  await untilPhase(page, 'listening');
  const call = await stage.realtime.waitForCall(call => stage.realtime.calls.indexOf(call) >= calls);
  call.say(story);
  await untilPhase(page, 'speaking');
  await untilHeard(page, 0.005);
  return page;
}

async function timesWhen(page: Page, share: number): Promise<BargeInTimes> {
  await untilReaction(page, share);
  return bargeInTimes(page);
}

for (const transport of ['webrtc', 'websocket'] as const) {
  describe(`Talking over the assistant, over ${transport}`, () => {
    let stage: Stage;
    const own = `transport="${transport}"`;

    before(async () => {
      stage = await setStage({microphoneWav: await makeSpeechWav(interruptions)});
    });

    after(() => stage.close());

    for (const delay of [0, 100, 300]) {
      it(`makes it quiet at once, though the server is ${delay} ms away, and cuts it when that confirms`, async () => {
        stage.realtime.setFaults({eventDelay: delay});
        const page = await callWithStory(stage, own);
        const times = await timesWhen(page, 0);
        const [quiet, cut] = [reactionMs(times, 0.2), reactionMs(times, 0)];
        console.log(`  quiet after ${quiet.toFixed(0)} ms, cut after ${cut.toFixed(0)} ms`);
        assert.ok(quiet <= 120, `quiet after ${quiet} ms`);
        assert.ok(cut > delay, `cut after ${cut} ms`);
        await untilPhase(page, ['listening', 'thinking']);
        await page.close();
      });
    }

    it('keeps its loudness until the server speaks where barge-in is off', async () => {
      stage.realtime.setFaults({});
      const page = await callWithStory(stage, `${own} barge-in="off"`);
      await page.waitForFunction(() => document.querySelector('voice-assistant')!.snapshot.userSpeaking, {
        timeout: 15_000,
        polling: 20,
      });
      await page.waitForFunction(() => !document.querySelector('voice-assistant')!.snapshot.userSpeaking, {
        timeout: 15_000,
        polling: 20,
      });
      await untilHeard(page, 0.005); // The story goes on.
      const {spoke, loudness} = await bargeInTimes(page);
      assert.ok(spoke.length, 'the person was heard');
      assert.ok(loudness.length, 'the assistant was made audible');
      assert.deepEqual(
        loudness.filter(({at}) => at > spoke[0]!),
        [],
      );
      await page.close();
    });
  });
}

describe('Talking over the assistant when the server hears no speech', () => {
  it('lets the assistant come back, smoothly', async () => {
    const stage = await setStage({
      microphoneWav: await makeSpeechWav(interruptions),
      realtime: {session: {audio: {input: {turn_detection: null}}}},
    });
    const page = await callWithStory(stage);
    await untilReaction(page, 0.15);
    const {spoke, loudness} = await timesWhen(page, 1);
    const back = loudness.at(-1)!.at - spoke[0]!;
    assert.ok(back > 600 && back < 1_500, `back after ${back} ms`);
    const steps = loudness.filter(({at}) => at > spoke[0]! + 500);
    assert.ok(steps.length > 5, `in ${steps.length} steps`);
    await untilPhase(page, 'speaking');
    await stage.close();
  });
});
