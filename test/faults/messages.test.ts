import assert from 'node:assert/strict';
import {after, before, describe} from 'node:test';
import type {FaultOptions} from '../../local-server/index.js';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {setStage, type Stage} from '../e2e/stage.js';
import {press, turns, type, untilPhase, untilWords} from '../e2e/widget.js';
import {until} from '../helpers/until.js';
import {assertKept, beginCall, exchange, onPage, sentences, timed} from './fault-page.js';
import {itSurvives, type Outcome} from './survive.js';

const messages = 'The messages' as const;
const answer = 'One, two, three, four, five, six.';
const wordsIn = (text: string) => text.match(/\p{L}+/gu) ?? [];

describe('messages of the server', () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage({realtime: {responder: fixedResponder([], {'count for me': answer})}});
  });

  after(() => stage.close());

  /** An answer whose messages are spoilt, and the next one, whose are not. */
  function spoilt(faults: FaultOptions): Promise<Outcome> {
    return onPage(stage, async page => {
      await beginCall(page);
      const [said, calls] = [await turns(page), stage.realtime.calls.length];
      stage.realtime.setFaults(faults);
      if (faults.malformedFrames) stage.realtime.calls.at(-1)!.sendRaw('');
      const ms = await timed(async () => {
        await type(page, 'count for me');
        await untilPhase(page, 'speaking');
        await untilPhase(page, 'listening');
      });
      // No word of it is lost, and none comes twice.
      let heard: string[] = [];
      const isWhole = async () => {
        const answered = (await turns(page)).slice(said.length + 1);
        heard = answered.flatMap(({text}) => wordsIn(text));
        return (
          answered.every(({final}) => final) && heard.toSorted().join() === wordsIn(answer).toSorted().join()
        );
      };
      await until(isWhole, () => `the answer is whole, not “${heard.join(' ').slice(0, 300)}”`);
      const sees = await sentences(page);
      stage.realtime.setFaults({});
      await exchange(page, 'once more');
      await assertKept(page, said);
      await untilWords(page, 'user', ['hello', 'count for me', 'once more']);
      assert.equal(stage.realtime.calls.length, calls, 'it is still the same call');
      return {sees, ms};
    });
  }

  itSurvives(messages, 'come out of order', () => spoilt({reorderDeltas: true}));
  itSurvives(messages, 'come twice', () => spoilt({duplicateEvents: true}));
  itSurvives(messages, 'are unknown, or none at all', () =>
    spoilt({unknownEvents: true, malformedFrames: true}),
  );
  itSurvives(messages, 'are huge', () =>
    onPage(stage, async page => {
      await press(page, 'launcher');
      await untilPhase(page, 'listening');
      stage.realtime.setFaults({hugeText: true});
      const ms = await timed(async () => {
        await type(page, 'hello');
        await untilPhase(page, 'speaking');
        await untilPhase(page, 'listening');
      });
      await until(async () => (await turns(page)).every(({final}) => final), 'all is said');
      const said = await turns(page);
      assert.equal(said.length, 2);
      stage.realtime.setFaults({});
      await exchange(page, 'once more');
      await assertKept(page, said);
      return {sees: await sentences(page), ms};
    }),
  );
  itSurvives(messages, 'tell impossible times', () => spoilt({brokenTimes: true}));

  itSurvives(messages, 'tell of an error of the server', () =>
    onPage(stage, async page => {
      await beginCall(page);
      const [said, call] = [await turns(page), stage.realtime.calls.at(-1)!];
      const ms = await timed(async () => {
        call.sendRaw({type: 'error', error: {type: 'server_error', code: 'server_error', message: 'Sorry.'}});
        await exchange(page, 'are you still there');
      });
      await assertKept(page, said);
      assert.equal(stage.realtime.calls.at(-1), call, 'it is still the same call');
      return {sees: await sentences(page), ms};
    }),
  );
});
