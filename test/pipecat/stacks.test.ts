import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import {CopiedStack, openStackPage} from '../e2e/copied-stack.js';
import {untilTurn} from '../e2e/live-page.js';
import {launchChromium} from '../e2e/stage.js';
import {partOf, press, type, untilHeard, untilPhase} from '../e2e/widget.js';
import {
  lastWords,
  startServices,
  textOf,
  type ChatAnswer,
  type ChatMessage,
  type Services,
} from '../livekit/services.js';

function answer(messages: readonly ChatMessage[]): ChatAnswer {
  const last = messages.at(-1);
  if (last?.role === 'tool') return `Done: ${JSON.parse(textOf(last)) as string}`;
  const words = lastWords(messages).toLowerCase();
  if (words.includes('cart')) return {tool: 'add_to_cart', arguments: {product: 'green tea', count: 2}};
  return words.includes('who are you') ? 'I am a bot of Pipecat.' : `You said: ${words}`;
}

/** The folder to copy, as its README has it, with stubs in the vendors' places. */
describe('the stack for Pipecat', {timeout: 480_000}, () => {
  let services: Services;
  let stack: CopiedStack;
  let browser: Browser;
  let page: Page;

  before(async () => {
    services = await startServices(answer);
    stack = await CopiedStack.copy('pipecat');
    const microphoneWav = await makeSpeechWav([{silenceMs: 9_000}, {text: 'Who are you?'}, {silenceMs: 500}]);
    browser = await launchChromium({microphoneWav});
  });
  after(async () => {
    await browser.close();
    await stack.remove();
    await services.close();
  });

  it('installs and starts with two commands', async () => {
    await stack.install('local');
    const url = await stack.start('local', {SPEECH_URL: services.url, LLM_URL: services.url});
    page = await openStackPage(browser, url);
  });

  it('a person is heard and answered aloud', async () => {
    await press(page, 'launcher');
    await press(page, 'talk');
    await untilPhase(page, 'listening', 40_000);
    await untilHeard(page, 0.005, 30_000);
    await untilTurn(page, 'user', 'who are you');
    await untilTurn(page, 'assistant', 'I am a bot of Pipecat.');
    await untilPhase(page, 'listening');
  });

  it('the bot fills the cart of the page', async () => {
    await press(page, 'keyboard');
    await type(page, 'Put tea into my cart.');
    await untilTurn(page, 'assistant', 'Done: 2 green tea in the cart');
    assert.equal(await page.$eval('#cart', ({textContent}) => textContent), '2 × green tea');
    await untilPhase(page, 'listening');
  });

  it('a key that is refused is told to the person', async () => {
    services.refusing.add('think');
    await type(page, 'Who are you?');
    const notice = await partOf(page, 'error');
    assert.match(await notice.evaluate(({textContent}) => textContent), /couldn’t finish that/);
    await untilPhase(page, 'listening');
  });

  it('the endpoint takes no offers of other sites', async () => {
    const {status} = await fetch(new URL('/api/offer', page.url()), {method: 'POST', body: '{}'});
    assert.equal(status, 403);
  });
});
