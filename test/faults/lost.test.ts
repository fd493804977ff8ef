import assert from 'node:assert/strict';
import {after, before, describe} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {Call} from '../../local-server/index.js';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {assertSilent} from '../e2e/silence.js';
import {backend, setStage, transport, type Stage} from '../e2e/stage.js';
import {press, turns, type, untilPhase} from '../e2e/widget.js';
import {until} from '../helpers/until.js';
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
  untilTold,
} from './fault-page.js';
import {withLoss} from './lossy-network.js';
import {hurryClock} from './page-scripts.js';
import {itSurvives, type Outcome} from './survive.js';

const long = Array.from({length: 40}, (_, count) => `${count + 1},`).join(' ');
const connection = 'The connection' as const;
/** Where a session has its price, the second one is the last. */
const failedAttempts = backend === 'openai-live' ? 1 : 3;
const openedOnce = (page: Page) => page.evaluate(() => window.puppet.opened === 1);

describe('a connection', () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage({
      microphoneBeeps: true,
      realtime: {responder: fixedResponder([], {'count for me': long})},
    });
  });

  after(() => stage.close());

  const lastCall = () => stage.realtime.calls.at(-1)!;

  /** Waits until a call has taken the place of this one. */
  async function nextCall(call: Call): Promise<Call> {
    const {calls} = stage.realtime;
    const next = await stage.realtime.waitForCall(
      other => calls.indexOf(other) > calls.indexOf(call),
      40_000,
    );
    await next.waitForState('open');
    return next;
  }

  /** A call in which something breaks, and which another call takes the place of. */
  function repaired(breakIt: (call: Call) => unknown): Promise<Outcome> {
    return onPage(stage, async page => {
      await beginCall(page);
      const [said, call] = [await turns(page), lastCall()];
      const ms = await timed(async () => {
        await breakIt(call);
        const next = await nextCall(call);
        await untilPhase(page, 'listening');
        await untilTold(next, 'hello');
      });
      const sees = await sentences(page);
      await exchange(page, 'are you still there');
      await assertKept(page, said);
      assert.equal((await turns(page)).length, said.length + 2);
      assert.ok(await openedOnce(page), 'the microphone stayed open');
      return {sees, ms};
    });
  }

  itSurvives(connection, 'loses its channel', () => repaired(call => call.closeChannel()));
  itSurvives(connection, 'is closed by the server', () => repaired(call => call.closePeer()));
  itSurvives(connection, 'ends because the session expired', () => repaired(call => call.expireSession()));

  itSurvives(connection, 'is lost while the server is down', () =>
    repaired(async call => {
      stage.realtime.setFaults({tokenStatus: 503});
      const refused = stage.realtime.requests.length;
      await call.closePeer();
      // So many attempts fail, with two requests each.
      await until(
        () =>
          stage.realtime.requests.slice(refused).filter(({status}) => status === 503).length >=
          failedAttempts * 2,
        `${failedAttempts} attempts have failed`,
      );
      stage.realtime.setFaults({});
    }),
  );

  itSurvives(connection, 'is lost for good', () =>
    onPage(
      stage,
      async page => {
        await beginCall(page);
        const said = await turns(page);
        stage.realtime.setFaults({tokenStatus: 503});
        await lastCall().closePeer();
        await untilPhase(page, 'failed', 40_000);
        await untilSentence(page, 'Connection lost');
        const sees = await sentences(page);
        await assertReleased(page);
        await assertKept(page, said);

        stage.realtime.setFaults({});
        const call = lastCall();
        const ms = await timed(async () => {
          await page.click('>>> [part=error] button');
          await untilPhase(page, 'listening');
          await untilTold(await nextCall(call), 'hello');
        });
        await assertKept(page, said);
        return {sees, by: 'Reconnect', ms};
      },
      {scripts: [hurryClock]},
    ),
  );

  itSurvives(connection, 'is lost, and no new call is allowed', () =>
    onPage(stage, async page => {
      await beginCall(page);
      const said = await turns(page);
      stage.realtime.setFaults({tokenStatus: 403});
      const asked = stage.realtime.requests.length;
      await lastCall().closePeer();
      await untilPhase(page, 'failed');
      await untilSentence(page, 'Couldn’t connect');
      const sees = await sentences(page);
      const refused = stage.realtime.requests.slice(asked).filter(({status}) => status === 403);
      assert.equal(refused.length, 2);
      await assertReleased(page);
      await assertKept(page, said);

      stage.realtime.setFaults({});
      const call = lastCall();
      const ms = await timed(async () => {
        await page.click('>>> [part=error] button');
        await untilPhase(page, 'listening');
        await untilTold(await nextCall(call), 'hello');
      });
      await assertKept(page, said);
      return {sees, by: 'Try again', ms};
    }),
  );

  itSurvives(connection, 'is lost while the microphone is off', () =>
    onPage(
      stage,
      async page => {
        await press(page, 'launcher');
        await untilPhase(page, 'listening');
        const call = lastCall();
        await call.waitForInputLevel(0.01); // It does hear the browser's microphone.
        await press(page, 'mute');
        await assertSilent(call);
        await forgetSentences(page);
        let next!: Call;
        const ms = await timed(async () => {
          await call.closePeer();
          next = await nextCall(call);
          await untilPhase(page, 'listening');
        });
        await assertSilent(next);
        const sees = await sentences(page);
        await press(page, 'mute');
        await next.waitForInputLevel(0.01, 5_000, performance.now());
        return {sees, ms};
      },
      {ownMicrophone: true},
    ),
  );

  // A socket repeats what was lost.
  const itLoses = transport === 'webrtc' ? itSurvives : () => {};
  itLoses(connection, 'loses one packet in five', () =>
    onPage(stage, async page => {
      await press(page, 'launcher');
      await untilPhase(page, 'listening'); // One that loses as much while it opens may go over a WebSocket instead.
      return withLoss(0.2, async () => {
        const calls = stage.realtime.calls.length;
        const ms = await timed(() => exchange(page, 'hello'));
        await type(page, 'count for me');
        await untilSentence(page, 'Your connection is weak', 20_000);
        const sees = await sentences(page);
        await page.click('>>> .banner button');
        await page.waitForSelector('>>> [part~="captions"]', {visible: true});
        const said = await turns(page);
        assert.deepEqual(
          said.slice(0, 3).map(({text}) => text),
          ['hello', 'That was all.', 'count for me'],
        );
        assert.equal(stage.realtime.calls.length, calls, 'it is still the same call');
        return {sees, ms};
      });
    }),
  );
});
