import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import {hearInOrder, type Call} from '../../local-server/index.js';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {setStage, defaultAttributes, type Stage} from '../e2e/stage.js';
import {press, turns, type, untilHeard, untilPhase, wordsOnScreen} from '../e2e/widget.js';

const long = 'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen.';

/**
 * One conversation over each transport, by hand, since not every browser can be given words to hear: its microphone
 * is a tone that is on while the person holds the button.
 */
export function converseIn(engine: string, launch: () => Promise<Browser>): void {
  converseOver('webrtc', engine, launch);
  converseOver('websocket', engine, launch);
}

function converseOver(
  transport: 'webrtc' | 'websocket',
  engine: string,
  launch: () => Promise<Browser>,
): void {
  describe(`a conversation in ${engine} over ${transport}`, () => {
    let stage: Stage;
    let page: Page;
    let call: Call;

    before(async () => {
      stage = await setStage({
        launch,
        realtime: {
          understand: hearInOrder('Good morning'),
          responder: fixedResponder(['Good morning to you.'], {
            'And in writing?': 'In writing, too.',
            Count: long,
          }),
          session: {audio: {input: {transcription: {model: 'local'}}}},
        },
      });
      page = await stage.openPage(
        `${defaultAttributes} turn-detection="push-to-talk" transport="${transport}"`,
      );
    });

    after(() => stage.close());

    it('starts with one press', async () => {
      await press(page, 'launcher');
      await untilPhase(page, 'listening', 30_000);
      call = await stage.realtime.waitForCall();
      await call.waitForEvent('session.update');
    });

    it('lets the server hear the person who holds the button, and the person its answer', async () => {
      assert.deepEqual(
        call.inputLevel().filter(({rms}) => rms > 0.001),
        [],
      );
      await page.$eval('voice-assistant', element => element.startTalking());
      const {at} = await call.waitForInputLevel(0.01, 10_000);
      await call.waitForInputLevel(0.01, 10_000, at + 500); // A server drops what is shorter than a word.
      await page.$eval('voice-assistant', element => element.stopTalking());
      await untilPhase(page, 'speaking');
      await untilHeard(page, 0.005);
      await untilPhase(page, 'listening');
      assert.deepEqual(await wordsOnScreen(page, 'user'), ['Good morning']);
      assert.deepEqual(await wordsOnScreen(page, 'assistant'), ['Good morning to you.']);
    });

    it('sends nothing but silence when the button is not held', async () => {
      await call.waitForInputSilence(0.001, 300, 5_000);
    });

    it('mixes typed words in', async () => {
      await type(page, 'And in writing?');
      await untilPhase(page, 'speaking');
      await untilPhase(page, 'listening');
      assert.equal((await wordsOnScreen(page, 'assistant')).at(-1), 'In writing, too.');
    });

    it('stops talking when it is told to', async () => {
      await type(page, 'Count');
      await untilPhase(page, 'speaking');
      await press(page, 'interrupt');
      if (transport === 'webrtc') await call.waitForSentEvent('output_audio_buffer.cleared');
      else await call.waitForEvent('conversation.item.truncate');
      await untilPhase(page, 'listening');
      assert.deepEqual(
        (await turns(page)).filter(turn => turn.interrupted).map(turn => turn.text.slice(0, 3)),
        ['One'],
      );
    });

    it('releases microphone and connection when the person hangs up', async () => {
      await press(page, 'hang-up');
      await untilPhase(page, 'idle');
      const left = await page.evaluate(() => {
        const {tracks, peers} = window.resources;
        return {
          tracks: tracks.map(track => track.readyState),
          peers: peers.map(peer => peer.connectionState),
        };
      });
      assert.deepEqual(left, {tracks: ['ended'], peers: transport === 'webrtc' ? ['closed'] : []});
      await call.ended;
    });
  });
}
