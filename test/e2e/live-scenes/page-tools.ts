import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {hearInOrder, type Call, type Responder} from '../../../local-server/index.js';
import {pageWithTools} from '../../local-server/recordings/page.js';
import {openLivePage, say, untilTurn, type Engine} from '../live-page.js';
import {setStage, type Stage} from '../stage.js';
import {press, type, untilPhase, wordsOnScreen} from '../widget.js';
import {assertTyped, kept, order, useControls, type Kept} from './work.js';

/** What GPT-Live delegates to a Responses model, which calls functions. */
export function callPageTools({name, launch}: Engine): void {
  describe(`tools of the page, called by the model that GPT-Live delegates to in ${name}`, () => {
    const responder: Responder = {
      name: 'calling',
      answer: history => {
        const last = history.at(-1);
        if (last?.role === 'result') return [{text: `It says: ${last.output}`}];
        const text = last?.role === 'user' ? last.text : '';
        if (text === order)
          return [{toolCall: {name: 'add_to_cart', arguments: '{"item": "tea", "count": 2}'}}];
        if (text === 'Empty my cart.') return [{toolCall: {name: 'empty_cart', arguments: '{}'}}];
        return [{text: text ? `You wrote: ${text}` : 'As you like.'}];
      },
    };
    const hostTool = {
      type: 'function',
      name: 'empty_cart',
      description: 'Empties the cart.',
      parameters: {type: 'object', properties: {}},
    };
    const clientEvents = [
      'session.input_audio.mute',
      'session.input_audio.unmute',
      'session.thinking.append',
      'session.commentary.append',
      'session.close',
      'session.update',
      'response.item.create',
      'response.create',
    ];
    let stage: Stage;
    let page: Page;
    let call: Call;

    before(async () => {
      stage = await setStage({
        launch,
        realtime: {
          understand: hearInOrder(order),
          responder,
          liveSession: {
            client: {data_channel: {allowed_client_events: clientEvents}},
            delegation: {type: 'responses', responses: {model: 'gpt-5.5', tools: [hostTool]}},
          },
        },
      });
      page = await openLivePage(stage);
      await page.$eval('voice-assistant', assistant => {
        const own: Kept = {done: [], asked: [], finish: () => {}};
        Object.assign(window, {kept: own});
        const done =
          (name: string, output: string) =>
          (args: object): string => {
            own.done.push([name, args]);
            return output;
          };
        assistant.tools = [
          {
            name: 'add_to_cart',
            description: 'Adds an item to the cart.',
            parameters: {
              type: 'object',
              properties: {item: {type: 'string'}, count: {type: 'number'}},
              required: ['item', 'count'],
            },
            needsApproval: true,
            execute: done('add_to_cart', 'Two teas are in the cart.'),
          },
          {name: 'empty_cart', description: 'Empties it.', execute: done('empty_cart', 'The cart is empty.')},
        ];
      });
      await press(page, 'launcher');
      await untilPhase(page, 'listening');
      call = await stage.realtime.waitForCall();
    });

    after(() => stage.close());

    it('are announced beside those of the host', async () => {
      const {event} = await call.waitForEvent(({type}) => type === 'session.update');
      const {session} = event as unknown as {
        session: {delegation: {responses: {tools: {name: string}[]}}};
      };
      const {tools} = session.delegation.responses;
      assert.deepEqual(
        tools.map(({name}) => name),
        ['add_to_cart', 'empty_cart'],
      );
    });

    it('wait for the person’s approval, run once, and their result is said', async () => {
      await say(page, order);
      await untilTurn(page, 'user', order);
      const allow = await page.waitForSelector('>>> [part~="approval"] button.primary', {visible: true});
      await allow!.click();
      await untilTurn(page, 'assistant', 'It says: Two teas are in the cart.');
      assert.deepEqual((await kept(page)).done, [['add_to_cart', {item: 'tea', count: 2}]]);
      await untilPhase(page, 'listening');
    });

    it('answers typed words', async () => {
      await type(page, 'Is there coffee?');
      await untilTurn(page, 'assistant', 'You wrote: Is there coffee?');
      assert.equal((await wordsOnScreen(page, 'user')).at(-1), 'Is there coffee?');
    });

    it('runs a tool that the host declared, too, by its name', async () => {
      const calls = page.$eval(
        'voice-assistant',
        assistant =>
          new Promise<string>(resolve =>
            assistant.addEventListener('voice-tool-call', event => resolve(event.name), {once: true}),
          ),
      );
      await type(page, 'Empty my cart.');
      assert.equal(await calls, 'empty_cart');
      await untilTurn(page, 'assistant', 'It says: The cart is empty.');
      await untilPhase(page, 'listening');
    });

    it('is muted, stopped and closed by the user', () => useControls(page, call));

    it('exchanged events as OpenAI types them, without a field more', () => assertTyped(call, pageWithTools));

    it('was refused nothing by the server', () => {
      assert.deepEqual(
        call.sentEvents.map(({event}) => event).filter(({type}) => type === 'error'),
        [],
      );
    });
  });
}
