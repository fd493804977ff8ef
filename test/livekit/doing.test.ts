import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {until} from '../helpers/until.js';
import {untilTurn} from '../e2e/live-page.js';
import {partOf, press, turns, type, untilHeard, untilPhase, untilQuiet} from '../e2e/widget.js';
import {livekitAttributes, setLiveKitStage, type Listener, type LiveKitStage} from './livekit-stage.js';

const oneDevice = '--use-fake-device-for-media-stream';

/** Gives the page a cart, and something to be known of it. */
async function furnish(page: Page): Promise<void> {
  await page.$eval('voice-assistant', element => {
    const cart: string[] = [];
    Object.assign(window, {cart});
    element.context = {page: 'Green teas'};
    element.tools = [
      {
        name: 'add_to_cart',
        description: 'Puts a product into the cart.',
        parameters: {
          type: 'object',
          properties: {product: {type: 'string'}, count: {type: 'number'}},
          required: ['product'],
        },
        needsApproval: true,
        execute: (args: {product: string; count: number}) => {
          cart.push(`${args.count} ${args.product}`);
          return 'added';
        },
      },
    ];
  });
}

const cart = (page: Page) => page.evaluate(() => (window as unknown as {cart: string[]}).cart);

describe('in a room', () => {
  let stage: LiveKitStage;
  let page: Page;
  let listener: Listener;

  before(async () => {
    stage = await setLiveKitStage({
      microphoneBeeps: true,
      withoutFlags: [oneDevice],
      // The page of the one who listens is in the background.
      browserFlags: [`${oneDevice}=device-count=3`, '--disable-background-timer-throttling'],
    });
    page = await stage.openPage(`${livekitAttributes} muted`);
    await furnish(page);
  });

  after(() => stage.close());

  const untilHeardInRoom = () =>
    until(async () => (await listener.loudest()) > 0.003, 'the room hears the person');

  it('a microphone that was muted before the call is silent', async () => {
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 30_000);
    listener = await stage.listenIn(stage.rooms[0]!);
    await page.bringToFront();
    assert.equal(await listener.loudest(), 0);
  });

  it('an unmuted one is heard, and one that is muted again is not', async () => {
    await press(page, 'mute');
    await untilHeardInRoom();
    await press(page, 'mute');
    await until(async () => (await listener.loudest()) === 0, 'the room does not hear the person');
    assert.equal(await listener.loudest(), 0);
  });

  it('another device takes its place, and mute holds', async () => {
    const {inputs, input} = await page.$eval('voice-assistant', element => element.snapshot.devices);
    const other = inputs.find(({deviceId}) => deviceId !== input)!.deviceId;
    await page.$eval('voice-assistant', (element, id) => element.setInputDevice(id), other);
    await page.waitForFunction(
      id => document.querySelector('voice-assistant')!.snapshot.devices.input === id,
      {},
      other,
    );
    assert.equal(await listener.loudest(), 0);
    await press(page, 'mute');
    await untilHeardInRoom();
    await press(page, 'mute');
  });

  it('typed words are answered aloud', async () => {
    await type(page, 'Who are you?');
    await untilPhase(page, 'speaking', 20_000);
    await untilHeard(page, 0.005);
    await untilTurn(page, 'assistant', 'I am a voice in a room.');
    await untilPhase(page, 'listening');
  });

  it('Stop stops the agent itself', async () => {
    await type(page, 'Please count.');
    await untilPhase(page, 'speaking', 20_000);
    await untilHeard(page, 0.005);
    await press(page, 'interrupt');
    await untilPhase(page, 'listening');
    await untilQuiet(page, 2_000);
    const answer = (await turns(page)).findLast(({role}) => role === 'assistant')!;
    assert.ok(answer.interrupted && !answer.text.includes('twenty'), JSON.stringify(answer));
  });

  it('the agent knows what the page told it, as it stands now', async () => {
    await page.$eval('voice-assistant', element => element.updateContext({page: 'Black teas'}));
    await type(page, 'What do you know?');
    let said = '';
    const knows = async () => {
      said = (await turns(page)).at(-1)!.text;
      return said.includes('Black teas');
    };
    await until(knows, () => `the agent knows of black teas: “${said}”`);
    assert.ok(!said.includes('Green teas'), said);
    await untilPhase(page, 'listening', 20_000);
  });

  it('the agent has the page run a tool, once the person allows it', async () => {
    await type(page, 'Put tea into my cart.');
    const question = await partOf(page, 'approval');
    assert.deepEqual(await cart(page), []);
    await (await question.$('.choices button'))!.click();
    await untilTurn(page, 'assistant', 'Done: added');
    assert.deepEqual(await cart(page), ['2 green tea']);
    await untilPhase(page, 'listening', 20_000);
  });

  it('a tool of the agent’s own asks the person, and takes a no', async () => {
    await type(page, 'Cancel my order.');
    const question = await partOf(page, 'approval');
    await (await question.$('.choices button:nth-child(2)'))!.click();
    await untilTurn(page, 'assistant', 'Done: The person does not want that.');
    await untilPhase(page, 'listening', 20_000);
  });
});
