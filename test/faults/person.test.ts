import assert from 'node:assert/strict';
import {after, before, describe} from 'node:test';
import type {Page} from 'puppeteer-core';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {setStage, defaultAttributes, type Stage} from '../e2e/stage.js';
import {press, turns, type, untilPhase, untilQuiet} from '../e2e/widget.js';
import {until} from '../helpers/until.js';
import {
  assertKept,
  assertReleased,
  beginCall,
  exchange,
  onPage,
  openConnections,
  sentences,
  timed,
} from './fault-page.js';
import {itSurvives, type Outcome} from './survive.js';

const long = 'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen.';
const person = 'The person' as const;
const thePage = 'The page' as const;

const speak = (page: Page, on: boolean) => page.evaluate(speaking => window.puppet.speak(speaking), on);
const untilUserSpeaks = (page: Page) =>
  page.waitForFunction(() => document.querySelector('voice-assistant')!.snapshot.userSpeaking, {polling: 20});
const liveTracks = (page: Page) =>
  page.evaluate(() => window.resources.tracks.filter(track => track.readyState === 'live').length);

describe('people and pages', () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage({realtime: {responder: fixedResponder([], {'count for me': long})}});
  });

  after(() => stage.close());

  const calls = () => stage.realtime.calls.length;

  itSurvives(person, 'starts twice', () =>
    onPage(stage, async page => {
      const before = calls();
      const ms = await timed(() =>
        page.$eval('voice-assistant', element => Promise.all([element.start(), element.start()])),
      );
      assert.deepEqual([calls() - before, await liveTracks(page), await openConnections(page)], [1, 1, 1]);
      return {sees: await sentences(page), ms};
    }),
  );

  itSurvives(person, 'hangs up while it connects', () =>
    onPage(stage, async page => {
      stage.realtime.setFaults({sdpDelay: 1_500});
      await press(page, 'launcher');
      await untilPhase(page, ['requesting-microphone', 'connecting']);
      await press(page, 'hang-up');
      await untilPhase(page, 'idle');
      await assertReleased(page);
      const sees = await sentences(page);
      stage.realtime.setFaults({});
      const ms = await timed(async () => {
        await press(page, 'talk');
        await untilPhase(page, 'listening');
      });
      assert.deepEqual([await liveTracks(page), await openConnections(page)], [1, 1]);
      return {sees, by: 'Start talking', ms};
    }),
  );

  /** Talks in the middle of something, and is heard and answered. */
  function talksOver(begin: (page: Page) => Promise<unknown>): Promise<Outcome> {
    return onPage(stage, async page => {
      await beginCall(page);
      const said = await turns(page);
      await begin(page);
      const ms = await timed(async () => {
        await speak(page, true);
        await untilUserSpeaks(page);
        await untilQuiet(page);
      });
      stage.realtime.setFaults({});
      await speak(page, false);
      await untilPhase(page, 'speaking');
      await untilPhase(page, 'listening');
      await assertKept(page, said);
      // What was spoken has no words where the server does not transcribe.
      await until(async () => (await turns(page)).every(turn => turn.final || !turn.text), 'all is said');
      return {sees: await sentences(page), ms};
    });
  }

  itSurvives(person, 'talks while it connects', () =>
    onPage(stage, async page => {
      stage.realtime.setFaults({sdpDelay: 1_500});
      await press(page, 'launcher');
      await untilPhase(page, 'connecting');
      const ms = await timed(async () => {
        await speak(page, true);
        await untilPhase(page, 'listening');
        await untilUserSpeaks(page);
      });
      await speak(page, false);
      await untilPhase(page, 'speaking');
      await untilPhase(page, 'listening');
      return {sees: await sentences(page), ms};
    }),
  );

  itSurvives(person, 'talks over it while it listens', () => talksOver(async () => {}));
  itSurvives(person, 'talks over it while it thinks', () =>
    talksOver(async page => {
      stage.realtime.setFaults({responseDelay: 8_000});
      await type(page, 'count for me');
      await untilPhase(page, 'thinking');
    }),
  );
  itSurvives(person, 'talks over it while it speaks', () =>
    talksOver(async page => {
      await type(page, 'count for me');
      await untilPhase(page, 'speaking');
    }),
  );

  itSurvives(person, 'talks while it reconnects', () =>
    onPage(stage, async page => {
      await beginCall(page);
      const said = await turns(page);
      stage.realtime.setFaults({tokenDelay: 1_500});
      await stage.realtime.calls.at(-1)!.closePeer();
      await untilPhase(page, 'reconnecting');
      const ms = await timed(async () => {
        await speak(page, true);
        await untilPhase(page, 'listening');
        await untilUserSpeaks(page);
      });
      await speak(page, false);
      await untilPhase(page, 'speaking');
      await assertKept(page, said);
      return {sees: await sentences(page), ms};
    }),
  );

  itSurvives(thePage, 'removes the element twenty times', () =>
    onPage(stage, async page => {
      const ms = await timed(() =>
        page.evaluate(async () => {
          const element = document.querySelector('voice-assistant')!;
          for (let count = 0; count < 20; count++) {
            // Every second time in mid-call, and in the moment of connecting in between.
            const started = element.start().catch(() => {});
            if (count % 2) await started;
            const isOver = new Promise<void>(resolve =>
              element.addEventListener('voice-phase-change', ({phase}) => phase === 'idle' && resolve()),
            );
            element.remove();
            await started;
            await isOver; // It is not moved: that would not end the call.
            document.body.append(element);
          }
        }),
      );
      await assertReleased(page);
      await beginCall(page);
      assert.deepEqual([await liveTracks(page), await openConnections(page)], [1, 1]);
      return {sees: await sentences(page), ms: ms / 20};
    }),
  );

  itSurvives(thePage, 'has two assistants', () =>
    onPage(stage, async page => {
      await beginCall(page);
      const said = await turns(page);
      const ms = await timed(() =>
        page.evaluate(async attributes => {
          const holder = document.createElement('div');
          const other = document.createElement('voice-assistant');
          for (const [, name, value] of attributes.matchAll(/([\w-]+)="([^"]*)"/g))
            other.setAttribute(name!, value!);
          holder.append(other);
          document.body.append(holder);
          await other.start();
        }, defaultAttributes),
      );
      assert.deepEqual(
        [await liveTracks(page), await openConnections(page)],
        [1, 1],
        'one conversation at a time',
      );
      await assertKept(page, said);
      return {sees: await sentences(page), ms};
    }),
  );

  itSurvives(thePage, 'is hidden', () =>
    onPage(stage, async page => {
      await beginCall(page);
      const [said, before] = [await turns(page), calls()];
      const other = await stage.browser.newPage();
      await other.bringToFront();
      assert.equal(await page.evaluate(() => document.visibilityState), 'hidden');
      stage.realtime.calls.at(-1)!.say('I am still talking.');
      await page.waitForFunction(
        () => document.querySelector('voice-assistant')!.dataset.phase === 'speaking',
        {
          polling: 50,
        },
      );
      await other.close();
      await page.bringToFront();
      const ms = await timed(() => untilPhase(page, 'listening'));
      await exchange(page, 'go on');
      await assertKept(page, said);
      assert.equal(calls(), before, 'it is still the same call');
      return {sees: await sentences(page), ms};
    }),
  );
});
