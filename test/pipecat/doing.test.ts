import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {untilTurn} from '../e2e/live-page.js';
import {equip, remembered, untilTold} from '../e2e/tool-page.js';
import {partOf, press, turns, type, untilHeard, untilPhase, untilQuiet} from '../e2e/widget.js';
import {until} from '../helpers/until.js';
import {pipecatAttributes, setPipecatStage, type PipecatStage} from './pipecat-stage.js';

/** What a bot and a page do for each other; each test is the next stretch of one call. */
describe('a page and a bot of Pipecat', {timeout: 180_000}, () => {
  let pipecat: PipecatStage;
  let page: Page;
  const bot = async () => (await pipecat.bots.calls()).at(-1)!;
  const knows = async (words: string) =>
    (await bot()).messages.some(({content}) => String(content).includes(words));
  const answered = async (words: string) => {
    await untilTurn(page, 'assistant', words);
    await untilPhase(page, 'listening');
  };

  before(async () => {
    pipecat = await setPipecatStage({microphoneBeeps: true});
    page = await pipecat.stage.openPage(`${pipecatAttributes} muted`);
    await equip(page, 'functions of the page');
    await page.$eval('voice-assistant', assistant => {
      assistant.context = 'The page is about tea.';
      const [label, input] = [document.createElement('label'), document.createElement('input')];
      input.name = 'street';
      label.append('Street ', input);
      document.body.prepend(label);
      assistant.tools = [...(assistant.tools ?? []), 'highlight', 'fill-field'];
    });
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 20_000);
  });
  after(() => pipecat.close());

  it('agree that the microphone is off, and on again', async () => {
    await until(async () => (await bot()).level < 0.001, 'the bot hears nothing');
    await press(page, 'mute');
    await until(async () => (await bot()).level > 0.01, 'the bot hears the microphone');
    await press(page, 'mute');
    await until(async () => (await bot()).level < 0.001, 'the bot hears nothing again');
  });

  it('share what the page is about, which can change', async () => {
    await until(() => knows('about tea'), 'the model knows what the page said');
    await page.$eval('voice-assistant', assistant => void (assistant.context = 'The page is about coffee.'));
    await until(() => knows('about coffee'), 'the model knows what the page says now');
    assert.equal(await knows('about tea'), false);
  });

  it('run a tool of the page, and the bot tells what came of it', async () => {
    await type(page, 'Call get_basket {}');
    await untilPhase(page, 'speaking');
    await answered('The page says Three green teas.');
    const {told} = await remembered(page);
    assert.deepEqual(
      told.map(({type, name}) => `${type} ${name}`),
      ['tool-call get_basket', 'tool-result get_basket'],
    );
  });

  it('ask the person first, and do it when they agree', async () => {
    await type(page, 'Call order {"what": "tea"}');
    const question = await partOf(page, 'approval');
    assert.ok(!(await remembered(page)).done.includes('order tea'));
    await (await question.$('button.primary'))!.click();
    await answered('The page says It is ordered.');
    assert.ok((await remembered(page)).done.includes('order tea'));
  });

  it('do not do it when they refuse', async () => {
    await type(page, 'Call order {"what": "milk"}');
    const question = await partOf(page, 'approval');
    await (await question.$$('button'))[1]!.click();
    await until(
      async () => /did not allow/.test((await turns(page)).at(-1)?.text ?? ''),
      'the bot tells that it was not done',
    );
    assert.ok(!(await remembered(page)).done.includes('order milk'));
    await untilPhase(page, 'listening');
  });

  it('think of a tool no more that the bot does not wait for', async () => {
    await type(page, 'Call slow {}');
    await untilPhase(page, 'thinking');
    await type(page, 'Hello again');
    await answered('There you are.');
    assert.equal(await page.$eval('voice-assistant', ({snapshot}) => snapshot.work), undefined);
  });

  it('carry out commands of the bot as actions of the page, with the approval they need', async () => {
    const before = (await remembered(page)).told.length;
    await pipecat.bots.do({
      command: 'set_input_value',
      payload: {ref: null, target_id: 'Street', value: 'Old road 7', replace: true},
    });
    const question = await partOf(page, 'approval');
    assert.match(await question.evaluate(element => element.textContent), /Old road 7/);
    await (await question.$('button.primary'))!.click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name=street]')!.value === 'Old road 7',
    );
    await pipecat.bots.do({command: 'highlight', payload: {target_id: 'Street'}});
    await pipecat.bots.do({command: 'add_to_basket', payload: {what: 'honey'}});
    await until(
      async () => (await remembered(page)).done.includes('honey'),
      'a tool of the page took a command of its name',
    );
    const told = (await remembered(page)).told.slice(before).filter(({type}) => type === 'tool-result');
    assert.deepEqual(told.map(({name}) => name).sort(), ['add_to_basket', 'fill-field', 'highlight']);
    assert.ok(
      told.every(({detail}) => !detail),
      JSON.stringify(told),
    );
  });

  it('end the call when the bot leaves, and it is not repaired', async () => {
    await untilTold(page, 'tool-result', 1);
    const offers = pipecat.requests.length;
    await pipecat.bots.do({end: true});
    await untilPhase(page, 'idle');
    assert.equal(pipecat.requests.length, offers);
    assert.equal(await page.$eval('voice-assistant', ({snapshot}) => snapshot.error), null);
  });
});

describe('a bot that takes no messages of the page', {timeout: 120_000}, () => {
  let pipecat: PipecatStage;
  let page: Page;
  before(async () => {
    pipecat = await setPipecatStage({}, {page: false, voice: 'sentences'});
    page = await pipecat.stage.openPage(pipecatAttributes);
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 20_000);
  });
  after(() => pipecat.close());

  it('is known for what it can do', async () => {
    await page.waitForFunction(
      () => document.querySelector('voice-assistant')!.snapshot.capabilities?.context === false,
    );
    const {interrupt, tools, say, text} = await page.$eval(
      'voice-assistant',
      ({snapshot}) => snapshot.capabilities!,
    );
    assert.deepEqual(
      {interrupt, tools, say, text},
      {interrupt: 'local', tools: false, say: false, text: true},
    );
  });

  it('is heard and shown sentence by sentence', async () => {
    await type(page, 'Who, who are you?');
    await untilPhase(page, 'speaking');
    await untilHeard(page, 0.005);
    await untilTurn(page, 'assistant', 'I am a bot of Pipecat.');
    await untilTurn(page, 'assistant', 'I am a bot of Pipecat. Nice to hear you.');
    await untilPhase(page, 'listening');
  });

  it('is silent here after Stop, until it is asked again', async () => {
    await type(page, 'A story');
    await untilPhase(page, 'speaking');
    await untilHeard(page, 0.005);
    await press(page, 'interrupt');
    await untilQuiet(page, 400);
    await untilPhase(page, 'listening');
    const count = (await turns(page)).length;
    await type(page, 'Hello again');
    await untilPhase(page, 'speaking');
    await untilHeard(page, 0.005);
    await untilTurn(page, 'assistant', 'There you are.');
    assert.equal((await turns(page)).length, count + 2);
  });
});
