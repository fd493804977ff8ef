import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {hearInOrder, type Call, type Responder} from '../../../local-server/index.js';
import {until} from '../../helpers/until.js';
import {pageWithTasks} from '../../local-server/recordings/page.js';
import {openLivePage, say, untilTurn, type Engine} from '../live-page.js';
import {setStage, type Stage} from '../stage.js';
import {press, turns, untilPhase} from '../widget.js';
import {assertTyped, eventsTo, kept, order, useControls, type Kept} from './work.js';

/** What GPT-Live delegates to the client, which is the page. */
export function doDelegatedTasks({name, launch}: Engine): void {
  describe(`work that GPT-Live delegates to the page in ${name}`, () => {
    const responder: Responder = {
      name: 'delegating',
      answer: history => {
        const last = history.at(-1);
        if (last?.role === 'user' && last.text === order)
          return [{toolCall: {name: 'delegate_task', arguments: '{}'}}];
        return [{text: 'As you like.'}];
      },
    };
    let stage: Stage;
    let page: Page;
    let call: Call;

    before(async () => {
      stage = await setStage({
        launch,
        realtime: {understand: hearInOrder(order), responder},
      });
      page = await openLivePage(stage);
      await page.$eval('voice-assistant', assistant => {
        const own: Kept = {done: [], asked: [], finish: () => {}};
        const finished = new Promise<void>(resolve => (own.finish = resolve));
        Object.assign(window, {kept: own});
        assistant.context = {page: 'teas'};
        assistant.delegate = async function* (task) {
          own.asked.push(task);
          yield 'The teas are being looked for.';
          await finished;
          return 'Two teas are in your cart.';
        };
      });
      await press(page, 'launcher');
      await untilPhase(page, 'listening');
      call = await stage.realtime.waitForCall();
    });

    after(() => stage.close());

    it('tells the model of the page, silently', async () => {
      const {event} = await call.waitForEvent(({type}) => type === 'session.thinking.append');
      assert.ok(String(event.content).includes('teas'));
      assert.equal(event.delegation_id, null);
    });

    it('is handed what was said, and shows that something is being done', async () => {
      await say(page, order);
      await untilTurn(page, 'user', order);
      await until(async () => (await kept(page)).asked.length, 'the page is asked');
      const [task] = (await kept(page)).asked;
      assert.equal(task!.transcript.at(-1)?.text ?? task!.pending, order);
      await untilTurn(page, 'assistant', 'One moment.');
      await untilPhase(page, 'thinking');
      await page.evaluate(() => (window as unknown as {kept: Kept}).kept.finish());
    });

    it('tells progress silently, and has the result said', async () => {
      await untilTurn(page, 'assistant', 'Two teas are in your cart.');
      const {event} = await call.waitForSentEvent('session.delegation.created');
      const {delegation} = event as unknown as {delegation: {id: string}};
      const [progress] = eventsTo(call, 'session.thinking.append').slice(1);
      assert.deepEqual(
        [progress!.content, progress!.delegation_id],
        ['The teas are being looked for.', delegation.id],
      );
      const [result] = eventsTo(call, 'session.commentary.append');
      assert.deepEqual(
        [result!.content, result!.delegation_id],
        ['Two teas are in your cart.', delegation.id],
      );
      await untilPhase(page, 'listening');
    });

    it('offers no field for typed words: this model has no use for them', async () => {
      await page.waitForSelector('>>> [part~="composer"]', {hidden: true, timeout: 5_000});
      await page.$eval('voice-assistant', assistant => assistant.sendText('In writing?'));
      await until(
        () => page.$eval('voice-assistant', ({snapshot}) => snapshot.error?.detail === 'no-text'),
        'it is explained',
      );
      const waiting = (await turns(page)).filter(turn => turn.waiting);
      assert.deepEqual(
        waiting.map(({text}) => text),
        ['In writing?'],
      );
    });

    it('is muted, stopped and closed by the user', () => useControls(page, call));

    it('exchanged events as OpenAI types them, without a field more', () => assertTyped(call, pageWithTasks));

    it('was refused nothing by the server', () => {
      assert.deepEqual(
        call.sentEvents.map(({event}) => event).filter(({type}) => type === 'error'),
        [],
      );
    });
  });
}
