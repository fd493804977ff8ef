import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import type {Turn} from '../../src/state/turns.js';
import {untilTurn} from '../e2e/live-page.js';
import {partOf, press, turns, type, untilHeard, untilPhase, untilQuiet} from '../e2e/widget.js';
import {until} from '../helpers/until.js';
import {livekitAttributes, setLiveKitStage, type LiveKitStage} from './livekit-stage.js';
import {textOf} from './services.js';

/** All that the widget may ask of an agent in Node, which announces it; each test is the next stretch of a conversation. */
describe('an agent in Node', {timeout: 240_000}, () => {
  let stage: LiveKitStage;
  let page: Page;
  const asked = () => stage.services.asked.at(-1)!.map(textOf).join('\n');
  const answered = async (words: string) => {
    await untilTurn(page, 'assistant', words);
    await untilPhase(page, 'listening', 20_000);
  };

  before(async () => {
    const microphoneWav = await makeSpeechWav([
      {silenceMs: 12_000},
      {text: 'Hello, who are you?'},
      {silenceMs: 500},
    ]);
    stage = await setLiveKitStage({microphoneWav}, undefined, 'node');
    page = await stage.openPage(`${livekitAttributes} turn-detection="push-to-talk" language="en"`);
    await page.$eval('voice-assistant', assistant => {
      const cart: string[] = [];
      Object.assign(window, {cart});
      assistant.context = {page: 'Green teas'};
      assistant.tools = [
        {
          name: 'add_to_cart',
          description: 'Puts a product into the cart.',
          parameters: {type: 'object', properties: {product: {type: 'string'}, count: {type: 'number'}}},
          needsApproval: true,
          execute: ({product, count}) => {
            cart.push(`${String(count)} ${String(product)}`);
            return 'added';
          },
        },
      ];
    });
  });
  after(() => stage.close());

  it('is there, and says what it takes', async () => {
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 40_000);
    await until(async () => {
      const {capabilities} = await page.$eval('voice-assistant', element => element.snapshot);
      const {interrupt, context, history, pushToTalk, reads} = capabilities!;
      return (
        interrupt === 'server' && context && history && pushToTalk === 'turn' && reads.includes('language')
      );
    }, 'it takes everything');
  });

  it('answers once the person lets the button go, and hears in the language of the page', async () => {
    await page.$eval('voice-assistant', assistant => assistant.startTalking());
    const last = async () => (await turns(page)).at(-1);
    // What exactly is understood is of no account here.
    await until(async () => (await last())?.text, 'the person is understood', 30_000);
    assert.equal((await last())!.role, 'user');
    await page.$eval('voice-assistant', assistant => assistant.stopTalking());
    await untilHeard(page, 0.005, 20_000);
    await until(async () => (await last())?.role === 'assistant', 'the agent answers');
    await untilPhase(page, 'listening', 20_000);
    assert.equal(stage.services.languages.at(-1), 'en');
  });

  it('stops when it is to', async () => {
    await type(page, 'Please count.');
    await untilPhase(page, 'speaking', 20_000);
    await untilHeard(page, 0.005);
    await press(page, 'interrupt');
    await untilPhase(page, 'listening');
    await untilQuiet(page, 2_000);
    let answer: Turn | undefined;
    const isMarked = async () => {
      answer = (await turns(page)).findLast(({role}) => role === 'assistant');
      return answer?.interrupted && !answer.text.includes('twenty');
    };
    await until(isMarked, () => `the answer was cut off: ${JSON.stringify(answer)}`);
  });

  it('knows what the page told it, as it stands now', async () => {
    await page.$eval('voice-assistant', element => element.updateContext({page: 'Black teas'}));
    await type(page, 'What do you know?');
    await until(
      async () => (await turns(page)).at(-1)!.text.includes('Black teas'),
      () => `it knows of black teas: ${asked()}`,
    );
    assert.ok(!asked().includes('Green teas'), asked());
    await untilPhase(page, 'listening', 20_000);
  });

  it('has the page run a tool, once the person allows it', async () => {
    await type(page, 'Put tea into my cart.');
    const question = await partOf(page, 'approval');
    await (await question.$('.choices button'))!.click();
    await answered('Done: "added"');
    assert.deepEqual(await page.evaluate(() => (window as unknown as {cart: string[]}).cart), [
      '2 green tea',
    ]);
  });

  it('asks the person before a tool of its own', async () => {
    await type(page, 'Cancel my order.');
    const question = await partOf(page, 'approval');
    await (await question.$('.choices button:nth-child(2)'))!.click();
    await answered('Done: "The person does not want that."');
  });

  it('responds when it is to, to what it is told', async () => {
    const listener = await stage.listenIn(stage.rooms[0]!);
    assert.equal(await listener.ask('voice.respond', {instructions: 'Say that the kettle boils.'}), 'ok');
    await page.bringToFront();
    await until(() => asked().includes('the kettle boils'), 'the model is told what to respond to');
    await untilPhase(page, 'listening', 20_000);
  });

  it('knows in another room what was said', async () => {
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    await press(page, 'talk');
    await untilPhase(page, 'listening', 40_000);
    await type(page, 'I like oolong.');
    await answered('You said: i like oolong.');
    for (const words of ['Please count.', 'What do you know?', 'Put tea into my cart.'])
      assert.ok(asked().includes(words), `${words} ${asked()} ${JSON.stringify(await turns(page))}`);
  });
});
