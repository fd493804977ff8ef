import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import {hearInOrder, type Call} from '../../local-server/index.js';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {liveAttributes, untilTurn, watchSnapshots} from '../e2e/live-page.js';
import {setStage, type Stage} from '../e2e/stage.js';
import {press, turns, type, untilHeard, untilPhase} from '../e2e/widget.js';

const long = 'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen.';
const questions = ['Good morning', 'How are you?', 'What is the time?'];
const answers = ['Good morning to you.', 'I am well.', 'It is early.'];

/**
 * One conversation in full duplex, by hand: the microphone is the browser’s own, whose tone is heard while the button is
 * held, which is all that push-to-talk means here.
 */
export function converseLiveIn(engine: string, launch: () => Promise<Browser>): void {
  describe(`push-to-talk in full duplex in ${engine}`, () => {
    let stage: Stage;
    let page: Page;
    let call: Call;
    let seen: Awaited<ReturnType<typeof watchSnapshots>>;
    const hold = () => page.$eval('voice-assistant', element => element.startTalking());
    const release = () => page.$eval('voice-assistant', element => element.stopTalking());
    /** Is heard for long enough to be a word. */
    const speak = async () => {
      const heldAt = performance.now();
      await hold();
      const {at} = await call.waitForInputLevel(0.01, 10_000, heldAt);
      await call.waitForInputLevel(0.01, 10_000, at + 500);
      await release();
    };

    before(async () => {
      stage = await setStage({
        launch,
        realtime: {
          understand: hearInOrder(...questions),
          responder: fixedResponder(answers, {'And in writing?': 'In writing, too.'}),
          liveSession: {delegation: {type: 'responses', responses: {model: 'gpt-5.5'}}},
        },
      });
      page = await stage.openPage(`${liveAttributes} turn-detection="push-to-talk"`);
      seen = await watchSnapshots(page);
    });

    after(() => stage.close());

    it('starts with one press, muted at the server as long as the button is not held', async () => {
      await press(page, 'launcher');
      await untilPhase(page, 'listening', 30_000);
      call = await stage.realtime.waitForCall();
      await call.waitForEvent('session.input_audio.mute');
      await call.waitForInputSilence(0.001, 300, 5_000);
    });

    it('holds three exchanges, each heard by both sides', async () => {
      for (const [index, question] of questions.entries()) {
        await speak();
        await untilTurn(page, 'user', question);
        await untilPhase(page, 'speaking');
        await untilHeard(page, 0.005);
        await untilTurn(page, 'assistant', answers[index]!);
        await untilPhase(page, 'listening');
      }
    });

    it('goes on speaking while the person is heard, and shows both', async () => {
      call.say(long);
      await untilPhase(page, 'speaking');
      await untilHeard(page, 0.005);
      await hold();
      await seen.until(({userSpeaking, phase}) => userSpeaking && phase === 'speaking');
      await untilHeard(page, 0.005);
      await release();
    });

    it('is silent at once after Stop', async () => {
      await press(page, 'interrupt');
      await untilPhase(page, 'listening');
      await call.waitForEvent('session.thinking.append');
      assert.equal((await turns(page)).findLast(({role}) => role === 'assistant')?.interrupted, true);
    });

    it('answers typed words', async () => {
      await type(page, 'And in writing?');
      await untilPhase(page, 'speaking');
      await untilTurn(page, 'assistant', 'In writing, too.');
    });

    it('closes the session and releases everything when the person hangs up', async () => {
      await press(page, 'hang-up');
      await untilPhase(page, 'idle');
      const left = await page.evaluate(() => {
        const {tracks, peers} = window.resources;
        return [...tracks.map(track => track.readyState), ...peers.map(peer => peer.connectionState)];
      });
      assert.deepEqual(left, ['ended', 'closed']);
      await call.waitForSentEvent('session.closed', 10_000);
      await call.ended;
    });
  });
}
