import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {hearInOrder, type Call} from '../../../local-server/index.js';
import {errorSentences} from '../../../src/localize/en/errors.js';
import {hurryClock} from '../../faults/page-scripts.js';
import {until} from '../../helpers/until.js';
import {fixedResponder} from '../fixed-responder.js';
import {
  answersWords,
  assertLetGo,
  type Engine,
  nextLiveCall,
  noteOffers,
  openLivePage,
  sessionRequests,
  toldWords,
  untilTurn,
} from '../live-page.js';
import {assertSilent} from '../silence.js';
import {setStage, type Stage} from '../stage.js';
import {press, turns, type, untilPhase, wordsOnScreen} from '../widget.js';

const question = 'Hello, who are you?';
const answer = 'I am a voice on a page.';
/** Beside the first attempt, which is at once. */
const patienceMs = 5_000;

const words = async (page: Page) => (await turns(page)).map(({role, text}) => ({role, text}));
const speak = (page: Page, on: boolean) => page.evaluate(speaking => window.puppet.speak(speaking), on);
const snapshot = (page: Page) => page.$eval('voice-assistant', element => element.snapshot);

/** Starts a call, and has the first exchange of it, aloud. */
async function talk(page: Page): Promise<void> {
  await press(page, 'launcher');
  await untilPhase(page, 'listening');
  await speak(page, true);
  await until(async () => (await snapshot(page)).userSpeaking, 'the person is heard');
  await speak(page, false);
  await untilTurn(page, 'user', question);
  await untilTurn(page, 'assistant', answer);
  await until(async () => (await turns(page)).every(({final}) => final), 'all is said');
}

/** How calls end, and go on: over connections that are lost, and with servers that hang up. */
export function endLiveCalls({name, launch}: Engine): void {
  describe(`a GPT-Live session that is lost in ${name}`, () => {
    let stage: Stage;
    let page: Page;
    let call: Call;

    before(async () => {
      stage = await setStage({
        launch,
        realtime: {
          understand: hearInOrder(question),
          responder: fixedResponder([answer], {
            'Are you there?': 'Here I am.',
            'And now?': 'Here I am again.',
          }),
          liveSession: answersWords,
        },
      });
      page = await openLivePage(stage);
      await talk(page);
      call = stage.realtime.calls.at(-1)!;
    });

    after(() => stage.close());

    it('is replaced by one that is told what was said, and knows that the person is muted', async () => {
      const said = await words(page);
      await press(page, 'mute');
      await call.waitForEvent(({type}) => type === 'session.input_audio.mute');
      await call.closePeer();
      call = await nextLiveCall(stage, call);
      await untilPhase(page, 'listening');
      assert.deepEqual(toldWords(call), said);
      assert.deepEqual(await words(page), said);
      assert.equal(sessionRequests(stage).length, 2);
      await call.waitForEvent(({type}) => type === 'session.input_audio.mute');
      await speak(page, true);
      await assertSilent(call);
      await press(page, 'mute');
      await call.waitForEvent(({type}) => type === 'session.input_audio.unmute');
      await call.waitForInputLevel(0.01, 5_000, performance.now());
      await speak(page, false);
    });

    it('is replaced for the second time after five seconds; what is typed meanwhile shows, and is answered', async () => {
      await untilPhase(page, 'listening');
      const said = await words(page);
      const lostAt = performance.now();
      await call.closePeer();
      await untilPhase(page, 'reconnecting');
      await type(page, 'Are you there?');
      assert.equal((await wordsOnScreen(page, 'user')).at(-1), 'Are you there?');
      call = await nextLiveCall(stage, call);
      const requests = sessionRequests(stage);
      assert.equal(requests.length, 3);
      const waitedMs = requests.at(-1)!.at - lostAt;
      assert.ok(waitedMs >= patienceMs, `it waited ${waitedMs} ms`);
      await untilTurn(page, 'assistant', 'Here I am.');
      assert.deepEqual((await words(page)).slice(0, said.length), said);
      assert.deepEqual(toldWords(call).slice(0, said.length), said);
    });

    it('is not replaced a third time: that is explained, nothing is lost, and it can be tried again', async () => {
      await until(async () => (await turns(page)).every(({final}) => final), 'all is said');
      const said = await words(page);
      const requests = sessionRequests(stage).length;
      await call.closePeer();
      await untilPhase(page, 'failed');
      const {error} = await snapshot(page);
      assert.deepEqual([error?.code, error?.recoverable], ['connection-lost', true]);
      const sentence = await page.$eval('>>> [part=error] p', paragraph => paragraph.textContent);
      assert.equal(sentence, errorSentences['connection-lost'].message);
      await assertLetGo(page);
      assert.deepEqual(await words(page), said);
      assert.equal(sessionRequests(stage).length, requests, 'it costs no further session');

      await page.click('>>> [part=error] button');
      call = await nextLiveCall(stage, call);
      await untilPhase(page, 'listening');
      assert.deepEqual(toldWords(call), said);
      await type(page, 'And now?');
      await untilTurn(page, 'assistant', 'Here I am again.');
      await press(page, 'hang-up');
      await untilPhase(page, 'idle');
      await page.close();
    });

    it('fails after two attempts where no other is to be had', async () => {
      const other = await openLivePage(stage, hurryClock);
      await press(other, 'launcher');
      await untilPhase(other, 'listening');
      await type(other, 'Are you there?');
      await untilTurn(other, 'assistant', 'Here I am.');
      const requests = sessionRequests(stage).length;
      stage.realtime.setFaults({tokenStatus: 503});
      await stage.realtime.calls.at(-1)!.closePeer();
      await untilPhase(other, 'failed');
      stage.realtime.setFaults({});
      // Each asks once more where the server fails: then there is no session yet.
      assert.equal(sessionRequests(stage).length - requests, 4);
      assert.equal((await snapshot(other)).error?.code, 'connection-lost');
      assert.deepEqual(
        (await words(other)).map(({text}) => text),
        ['Are you there?', 'Here I am.'],
      );
      await assertLetGo(other);
      await other.close();
    });
  });

  describe(`a GPT-Live session that the host stores in ${name}`, () => {
    let stage: Stage;

    before(async () => {
      stage = await setStage({
        launch,
        realtime: {
          understand: hearInOrder(question),
          responder: {
            name: 'remembering',
            answer: history => {
              const said = history.flatMap(entry => (entry.role === 'user' ? [entry.text] : []));
              return [{text: said.at(-1) === question ? answer : `You said: ${said.join(' ')}`}];
            },
          },
          liveSession: {...answersWords, store: true},
        },
      });
    });

    after(() => stage.close());

    it('goes on in a fork of it, which knows what was said by itself', async () => {
      const page = await openLivePage(stage);
      const offers = await noteOffers(page);
      await talk(page);
      const said = await words(page);
      const call = stage.realtime.calls.at(-1)!;
      await call.closePeer();
      const next = await nextLiveCall(stage, call);
      await untilPhase(page, 'listening');
      assert.deepEqual(
        (await offers()).map(({previousSessionId}) => previousSessionId),
        [undefined, call.session.id],
      );
      assert.deepEqual(toldWords(next), [], 'it is not told twice');
      await type(page, 'Do you remember?');
      await untilTurn(page, 'assistant', `You said: ${question} Do you remember?`);
      assert.deepEqual((await words(page)).slice(0, said.length), said);
    });

    it('is not gone on with in the next call of the person', async () => {
      const page = await openLivePage(stage);
      const offers = await noteOffers(page);
      await press(page, 'launcher');
      await untilPhase(page, 'listening');
      await press(page, 'hang-up');
      await untilPhase(page, 'idle');
      await press(page, 'talk');
      await untilPhase(page, 'listening');
      assert.deepEqual(
        (await offers()).map(({previousSessionId}) => previousSessionId),
        [undefined, undefined],
      );
    });
  });

  describe(`a GPT-Live session that the other side ends in ${name}`, () => {
    let stage: Stage;
    let page: Page;

    before(async () => {
      stage = await setStage({
        launch,
        realtime: {
          understand: hearInOrder(question),
          responder: fixedResponder([answer]),
          liveSession: answersWords,
        },
      });
      page = await openLivePage(stage);
      await talk(page);
    });

    after(() => stage.close());

    for (const [what, closeReason] of [
      ['for what was said', 'content'],
      ['at the end of its time', 'expired'],
      ['by hanging up', 'remote_hangup'],
    ] as const) {
      it(`${what} ends the call without an error, and turns the microphone off`, async () => {
        const [said, requests] = [await words(page), sessionRequests(stage).length];
        stage.realtime.setFaults({closeReason});
        await stage.realtime.calls.at(-1)!.expireSession();
        await untilPhase(page, 'idle');
        assert.equal((await snapshot(page)).error, null);
        assert.equal(await page.$('>>> [part=error]'), null);
        await assertLetGo(page);
        assert.deepEqual(await words(page), said);
        assert.equal(sessionRequests(stage).length, requests, 'nothing asks for another session');
        // It goes on only because the person says so.
        const call = stage.realtime.calls.at(-1)!;
        await press(page, 'talk');
        await untilPhase(page, 'listening');
        assert.deepEqual(toldWords(await nextLiveCall(stage, call)), said);
      });
    }
  });
}
