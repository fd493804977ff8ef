import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {hearInOrder, type Call} from '../../../local-server/index.js';
import {until} from '../../helpers/until.js';
import {fixedResponder} from '../fixed-responder.js';
import {openLivePage, say, untilTurn, watchSnapshots, type Engine} from '../live-page.js';
import {assertSilent} from '../silence.js';
import {setStage, type Stage} from '../stage.js';
import {press, turns, untilAtRest, untilHeard, untilPhase, untilQuiet, wordsOnScreen} from '../widget.js';

const acknowledgement = 'Mm-hm.';
const objection = 'Wait, that is really more than enough for me, thank you very much!';
const questions = ['Hello, who are you?', 'What can you do?', 'Please count to sixteen.'];
const count =
  'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen.';
const answers = [
  'I am a voice on a page.',
  'I can listen and talk, and I go on talking when you only say that you listen to me.',
  count,
  'As you like.',
];

/** One conversation from the first press to hanging up; each test is the next stretch of it. */
export function converseInFullDuplex({name, launch}: Engine): void {
  describe(`a conversation in full duplex in ${name}`, () => {
    let stage: Stage;
    let page: Page;
    let call: Call;
    let startedAt: number;
    let seen: Awaited<ReturnType<typeof watchSnapshots>>;

    before(async () => {
      stage = await setStage({
        launch,
        realtime: {
          understand: hearInOrder(questions[0]!, questions[1]!, acknowledgement, questions[2]!, objection),
          responder: fixedResponder(answers),
        },
      });
      page = await openLivePage(stage);
      seen = await watchSnapshots(page);
    });

    after(() => stage.close());

    it('starts with one press, and with the offer of the page alone', async () => {
      startedAt = performance.now();
      await press(page, 'launcher');
      await untilPhase(page, 'listening');
      call = await stage.realtime.waitForCall();
      assert.deepEqual(
        stage.realtime.requests.map(({path}) => path),
        ['/session'],
      );
    });

    it('shows who speaks, and both sides’ words while they are said', async () => {
      await Promise.all([
        say(page, questions[0]!),
        seen.until(({userSpeaking, phase}) => userSpeaking && phase === 'listening'),
      ]);
      await untilTurn(page, 'user', questions[0]!);
      await untilPhase(page, 'speaking');
      await untilHeard(page, 0.005);
      await untilTurn(page, 'assistant', answers[0]!);
      await untilPhase(page, 'listening');
    });

    it('goes on talking, as loud as before, while the person says that they listen', async () => {
      await say(page, questions[1]!);
      await untilTurn(page, 'user', questions[1]!);
      await untilPhase(page, 'speaking');
      await untilHeard(page, 0.005);
      const said = say(page, acknowledgement);
      await seen.until(({userSpeaking, phase}) => userSpeaking && phase === 'speaking');
      await untilHeard(page, 0.005);
      const [volume, muted] = await page.evaluate(() => {
        const [element] = window.resources.audioElements;
        return [element!.volume, element!.muted];
      });
      assert.deepEqual([volume, muted], [1, false]);
      await said;
      await untilPhase(page, 'listening');
      const shown = (await wordsOnScreen(page, 'assistant')).join(' ');
      assert.ok(shown.includes('when you only say that you listen to me.'), shown);
      assert.ok((await turns(page)).every(({interrupted}) => !interrupted));
    });

    it('lets the model fall silent by itself when the person objects', async () => {
      await say(page, questions[2]!);
      await untilTurn(page, 'user', questions[2]!);
      await untilPhase(page, 'speaking');
      await untilHeard(page, 0.005);
      await Promise.all([
        say(page, objection),
        seen.until(({userSpeaking, phase}) => userSpeaking && phase === 'speaking'),
      ]);
      await untilPhase(page, 'listening');
      await untilQuiet(page, 1_000);
      const said = (await wordsOnScreen(page, 'assistant')).join(' ');
      assert.ok(said.includes('One, two') && !said.includes('sixteen'), said);
      await untilTurn(page, 'assistant', answers[3]!);
      await untilPhase(page, 'listening');
    });

    it('never asked the server for a response, and never cut anything', () => {
      assert.deepEqual(
        call.receivedEvents.map(({event}) => event.type),
        [],
      );
    });

    it('counts seconds', async () => {
      const {usage} = await page.$eval('voice-assistant', element => element.snapshot);
      const passed = (performance.now() - startedAt) / 1_000;
      assert.ok(usage.seconds! >= 15 && usage.seconds! <= passed + 1, JSON.stringify({usage, passed}));
    });

    it('tells the server that it is muted, and sends silence', async () => {
      await press(page, 'mute');
      await call.waitForEvent(({type}) => type === 'session.input_audio.mute');
      await assertSilent(call);
      await press(page, 'mute');
      await call.waitForEvent(({type}) => type === 'session.input_audio.unmute');
    });

    it('is silent at once after Stop, tells the model, and is heard again', async () => {
      call.say(count);
      await untilPhase(page, 'speaking');
      await untilHeard(page, 0.005);
      await press(page, 'interrupt');
      await untilQuiet(page, 300);
      await untilPhase(page, 'listening');
      await call.waitForEvent(({type}) => type === 'session.thinking.append');
      const stopped = (await turns(page)).findLast(({role}) => role === 'assistant')!;
      assert.ok(stopped.interrupted && stopped.heardMs! > 0, JSON.stringify(stopped));
      // What follows at once would be taken for the rest of what was stopped.
      const {at} = await call.waitForSentEvent('session.thinking.appended');
      await until(() => performance.now() > at + 1_000, 'the assistant was quiet for a while');
      call.say('Here I am again.');
      await untilPhase(page, 'speaking');
      await untilHeard(page, 0.005);
      await untilTurn(page, 'assistant', 'Here I am again.');
      // What was not heard is not shown.
      const said = (await wordsOnScreen(page, 'assistant')).slice(-2);
      assert.ok(!said.join(' ').includes('sixteen'), said.join(' | '));
    });

    it('closes the session when the person hangs up, lets go of everything, and keeps what was said', async () => {
      const before = await turns(page);
      await press(page, 'hang-up');
      await untilPhase(page, 'idle');
      await call.waitForSentEvent('session.closed', 5_000);
      assert.equal(call.sentEvents.at(-1)!.event.reason, 'close_requested');
      const left = await page.evaluate(() => {
        const {tracks, peers} = window.resources;
        return {
          tracks: tracks.map(track => track.readyState),
          peers: peers.map(peer => peer.connectionState),
        };
      });
      assert.deepEqual(left, {tracks: ['ended'], peers: ['closed']});
      await call.ended;
      await untilAtRest(page);
      assert.equal((await turns(page)).length, before.length);
    });

    it('ends without an error when the other side ends the session', async () => {
      await press(page, 'talk');
      await untilPhase(page, 'listening');
      const next = await stage.realtime.waitForCall(other => other !== call);
      await next.expireSession();
      await untilPhase(page, 'idle');
      const {error, turns: kept} = await page.$eval('voice-assistant', element => element.snapshot);
      assert.equal(error, null);
      assert.ok(kept.length > 8);
      await until(
        () => page.evaluate(() => window.resources.tracks.every(({readyState}) => readyState === 'ended')),
        'the microphone is off',
      );
    });
  });
}
