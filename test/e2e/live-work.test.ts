import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {ClientEvent} from 'openai/resources/live/live';
import type {Page} from 'puppeteer-core';
import {hearInOrder, type Call, type Responder} from '../../local-server/index.js';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import type {DelegatedTask} from '../../src/session/settings.js';
import {typeErrors} from '../helpers/openai-types.js';
import {until} from '../helpers/until.js';
import {withStableIds} from '../local-server/helpers/live-scenarios.js';
import {pageWithTasks, pageWithTools} from '../local-server/recordings/page.js';
import {liveAttributes, untilTurn} from './live-page.js';
import {setStage, type Stage} from './stage.js';
import {press, turns, type, untilPhase, wordsOnScreen} from './widget.js';

const order = 'Please add two teas to my cart.';
const recording = [{silenceMs: 2_500}, {text: order}, {silenceMs: 500}];

/** What a page keeps of what it was asked to do. */
interface Kept {
  readonly done: unknown[];
  readonly asked: DelegatedTask[];
  /** Ends what the page is doing. */
  finish(): void;
}

/** Has the user do what they can do with any session. */
async function useControls(page: Page, call: Call): Promise<void> {
  await press(page, 'mute');
  await call.waitForEvent('session.input_audio.mute');
  await press(page, 'mute');
  await call.waitForEvent('session.input_audio.unmute');
  call.say('One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve.');
  await untilPhase(page, 'speaking');
  await press(page, 'interrupt');
  await call.waitForEvent(({content}) => String(content).includes('pressed Stop'));
  await press(page, 'hang-up');
  await call.waitForSentEvent('session.closed');
}

/** That what was exchanged is as OpenAI types it, and that the page sent what is recorded. */
function assertTyped({receivedEvents, sentEvents}: Call, recording: readonly ClientEvent[]): void {
  const [client, server] = [receivedEvents, sentEvents].map(records => records.map(({event}) => event));
  assert.deepEqual(withStableIds(client!), recording);
  assert.deepEqual(typeErrors({client, server}), []);
}

const kept = (page: Page) => page.evaluate(() => (window as unknown as {kept: Kept}).kept);
const eventsTo = (call: Call, name: string) =>
  call.receivedEvents.map(({event}) => event).filter(({type}) => type === name);

describe('work that GPT-Live delegates to the page', () => {
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
      microphoneWav: await makeSpeechWav(recording),
      realtime: {understand: hearInOrder(order), responder},
    });
    page = await stage.openPage(liveAttributes);
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
    assert.deepEqual([result!.content, result!.delegation_id], ['Two teas are in your cart.', delegation.id]);
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

describe('tools of the page, called by the model that GPT-Live delegates to', () => {
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
      microphoneWav: await makeSpeechWav(recording),
      realtime: {
        understand: hearInOrder(order),
        responder,
        liveSession: {
          client: {data_channel: {allowed_client_events: clientEvents}},
          delegation: {type: 'responses', responses: {model: 'gpt-5.5', tools: [hostTool]}},
        },
      },
    });
    page = await stage.openPage(liveAttributes);
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
