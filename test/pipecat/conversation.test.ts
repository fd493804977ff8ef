import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import {untilTurn, watchSnapshots} from '../e2e/live-page.js';
import {
  press,
  turns,
  type,
  untilAtRest,
  untilHeard,
  untilPhase,
  untilQuiet,
  wordsOnScreen,
} from '../e2e/widget.js';
import {policyViolations} from '../e2e/strict-page.js';
import {until} from '../helpers/until.js';
import {pipecatAttributes, setPipecatStage, type PipecatStage} from './pipecat-stage.js';

const recording = [
  {silenceMs: 8_000},
  {text: 'Hello who are you?'},
  {silenceMs: 9_000},
  {text: 'Please tell me a long story.'},
  {silenceMs: 8_000},
  {text: 'Stop it now please.'},
  {silenceMs: 500},
];

/** One conversation from the first press to hanging up; each test is the next stretch of it. */
describe('a conversation with a bot of Pipecat', {timeout: 180_000}, () => {
  let pipecat: PipecatStage;
  let page: Page;
  let seen: Awaited<ReturnType<typeof watchSnapshots>>;
  const bot = async () => (await pipecat.bots.calls()).at(-1)!;

  before(async () => {
    pipecat = await setPipecatStage({microphoneWav: await makeSpeechWav(recording)});
    page = await pipecat.stage.openPage(`${pipecatAttributes} first-message="Welcome to the shop."`);
    seen = await watchSnapshots(page);
    await page.$eval('voice-assistant', assistant => {
      const told: string[] = [];
      Object.assign(window, {told});
      assistant.subscribe(() => {
        const last = assistant.snapshot.turns.at(-1);
        if (last?.role === 'assistant' && told.at(-1) !== last.text) told.push(last.text);
      });
    });
  });
  after(() => pipecat.close());

  it('starts with one press and one offer, without waiting for candidates', async () => {
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 20_000);
    const [offer, ...others] = pipecat.requests;
    assert.deepEqual([offer?.method, offer?.body.type, offer?.body.pc_id], ['POST', 'offer', undefined]);
    assert.ok(
      others.every(({method}) => method === 'PATCH'),
      JSON.stringify(others),
    );
  });

  it('says first what the page has it say', async () => {
    await untilPhase(page, 'speaking');
    await untilTurn(page, 'assistant', 'Welcome to the shop.');
    await untilPhase(page, 'listening');
    assert.equal((await turns(page)).length, 1);
  });

  it('shows what the person says, and what the bot says word by word as it is spoken', async () => {
    await seen.until(({userSpeaking}) => userSpeaking);
    await untilTurn(page, 'user', 'hello who are you');
    await untilPhase(page, 'speaking');
    await untilHeard(page, 0.005);
    await untilTurn(page, 'assistant', 'I am a bot of Pipecat. Nice to hear you.');
    await untilPhase(page, 'listening');
    const told = await page.evaluate(() => (window as unknown as {told: string[]}).told);
    told.splice(
      0,
      told.findIndex(text => text.startsWith('I')),
    );
    assert.ok(told.length >= 8, `Not word by word: ${told.join(' | ')}`);
    assert.ok(
      told.every((text, index) => text.startsWith(told[index - 1] ?? '')),
      told.join(' | '),
    );
  });

  it('falls silent as the person speaks over it, and tells what was heard of it', async () => {
    await untilTurn(page, 'user', 'please tell me a long story');
    await untilPhase(page, 'speaking');
    await untilHeard(page, 0.005);
    await seen.until(({userSpeaking, phase}) => userSpeaking && phase === 'speaking');
    await untilQuiet(page, 1_000);
    await untilTurn(page, 'assistant', 'As you like.');
    await untilPhase(page, 'listening');
    const story = (await turns(page)).find(({text}) => text.includes('number 1'))!;
    assert.ok(story.interrupted && !story.text.includes('number 12'), JSON.stringify(story));
    const {messages} = await bot();
    const known = messages.find(({content}) => String(content).includes('number 1'));
    assert.ok(known && !String(known.content).includes('number 12'), JSON.stringify(messages));
  });

  it('answers typed words aloud, and shows them once', async () => {
    await type(page, 'Hello there');
    await untilPhase(page, 'speaking');
    await untilTurn(page, 'assistant', 'There you are.');
    await untilPhase(page, 'listening');
    const typed = (await wordsOnScreen(page, 'user')).filter(text => text.includes('Hello there'));
    assert.equal(typed.length, 1);
  });

  it('is silent at once after Stop, and the bot stops too', async () => {
    await type(page, 'Another story');
    await untilPhase(page, 'speaking');
    await untilHeard(page, 0.005);
    await press(page, 'interrupt');
    await untilQuiet(page, 400);
    await untilPhase(page, 'listening');
    const stopped = (await turns(page)).at(-1)!;
    assert.ok(stopped.interrupted && !stopped.text.includes('number 12'), JSON.stringify(stopped));
    const cut = async () => {
      const last = (await bot()).messages.at(-1);
      return last?.role === 'assistant' && !String(last.content).includes('number 12');
    };
    await until(cut, 'the model knows how far it came');
  });

  it('shows that the model failed, without its words', async () => {
    await type(page, 'Please fail');
    await page.waitForFunction(
      () => document.querySelector('voice-assistant')!.snapshot.error?.code === 'response-failed',
    );
    assert.ok(
      !(await page.$eval('voice-assistant', ({snapshot}) => JSON.stringify(snapshot))).includes('sk-'),
    );
  });

  it('lets go of everything when the person hangs up, and the bot ends', async () => {
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    await untilAtRest(page);
    await until(async () => !(await bot()).open, 'the bot has ended');
  });

  it('has violated no policy of a strict page', async () => {
    assert.deepEqual(await policyViolations(page), []);
  });
});
