import assert from 'node:assert/strict';
import {after, before, describe} from 'node:test';
import {errorSentences} from '../../src/localize/en/errors.js';
import type {FaultOptions} from '../../local-server/index.js';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {setStage, type Stage} from '../e2e/stage.js';
import {turns, type, untilPhase, untilWords} from '../e2e/widget.js';
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
import {hurryClock} from './page-scripts.js';
import {itSurvives, type Outcome} from './survive.js';

const answer = 'The answer' as const;

describe('an answer', () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage({realtime: {responder: fixedResponder([])}});
  });

  after(() => stage.close());

  /** An answer that goes wrong; the person is told, and the next one is well. */
  function badAnswer(faults: FaultOptions): Promise<Outcome> {
    const act = async (page: Parameters<typeof turns>[0]): Promise<Outcome> => {
      await beginCall(page);
      const [said, calls] = [await turns(page), stage.realtime.calls.length];
      stage.realtime.setFaults(faults);
      const ms = await timed(async () => {
        await type(page, 'and now');
        await untilSentence(page, errorSentences['response-failed'].message);
        await untilPhase(page, 'listening');
      });
      const sees = await sentences(page);
      stage.realtime.setFaults({});
      await type(page, 'once more');
      await untilPhase(page, 'speaking');
      await untilPhase(page, 'listening');
      await untilNoError(page);
      await assertKept(page, said);
      await untilWords(page, 'user', ['hello', 'and now', 'once more']);
      assert.equal(stage.realtime.calls.length, calls, 'it is still the same call');
      return {sees, ms};
    };
    return onPage(stage, act, {scripts: [hurryClock]});
  }

  itSurvives(answer, 'never comes', () => badAnswer({responseNever: true}));
  itSurvives(answer, 'fails', () => badAnswer({responseFails: 'server_error'}));
  itSurvives(answer, 'is incomplete', () => badAnswer({responseIncomplete: 'content_filter'}));

  itSurvives(answer, 'is full of markup and script', () =>
    onPage(stage, async page => {
      await page.evaluate(() =>
        Object.assign(window, {alert: () => Object.assign(window, {attacked: true})}),
      );
      await beginCall(page);
      const elements = () =>
        page.$$eval('>>> [part~=turn] :is(script, img, iframe, a, svg[onload])', all => all.length);
      const [said, before] = [await turns(page), await elements()];
      stage.realtime.setFaults({hostileText: true});
      const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';
      const ms = await timed(() => exchange(page, hostile));
      await untilWords(page, 'user', ['hello', hostile]);
      const answers = (await turns(page)).filter(({role}) => role === 'assistant').map(({text}) => text);
      await untilWords(page, 'assistant', answers);
      assert.equal(await elements(), before, 'text stays text');
      assert.equal(await page.evaluate(() => 'attacked' in window), false);
      await assertKept(page, said);
      return {sees: await sentences(page), ms};
    }),
  );
});
