import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import {nodePackages} from '../../tools/livekit/install.js';
import {CopiedStack, openStackPage} from '../e2e/copied-stack.js';
import {untilTurn, watchSnapshots} from '../e2e/live-page.js';
import {launchChromium} from '../e2e/stage.js';
import {partOf, press, type, untilHeard, untilPhase} from '../e2e/widget.js';
import {apiKey, apiSecret, startLiveKitServer, type LiveKitServer} from './livekit-server.js';
import {defaultAnswer} from './livekit-stage.js';
import {startServices, type Services} from './services.js';

/** The folder to copy, as its README has it, with stubs in the vendors' places. */
describe('the stack for LiveKit', {timeout: 480_000}, () => {
  let livekit: LiveKitServer;
  let services: Services;
  let stack: CopiedStack;
  let browser: Browser;
  const environment = () => ({
    LIVEKIT_URL: livekit.url,
    LIVEKIT_API_KEY: apiKey,
    LIVEKIT_API_SECRET: apiSecret,
    SPEECH_URL: services.url,
    LLM_URL: services.url,
  });

  before(async () => {
    livekit = await startLiveKitServer();
    services = await startServices(defaultAnswer);
    stack = await CopiedStack.copy('livekit-agents');
    const microphoneWav = await makeSpeechWav([
      {silenceMs: 9_000},
      {text: 'Hello, who are you?'},
      {silenceMs: 500},
    ]);
    browser = await launchChromium({microphoneWav});
  });
  after(async () => {
    await browser.close();
    await stack.remove();
    await services.close();
    await livekit.close();
  });

  it('installs', () => stack.install('local'));

  it('names the packages that the agent in Node was tried with', async () => {
    const {install} = await stack.commands('node');
    assert.equal(install, `npm install ${nodePackages.join(' ')}`);
  });

  describe('on machines of one’s own', () => {
    let page: Page;
    after(async () => {
      await page.close();
      await stack.stop();
    });

    it('starts, and a person is heard and answered aloud', async () => {
      page = await openStackPage(browser, await stack.start('local', environment()));
      await press(page, 'launcher');
      await press(page, 'talk');
      await untilPhase(page, 'listening', 40_000);
      await untilHeard(page, 0.005, 30_000);
      await untilTurn(page, 'user', 'who are you');
      await untilTurn(page, 'assistant', 'I am a voice in a room.');
      await untilPhase(page, 'listening');
    });

    it('the agent fills the cart of the page', async () => {
      await press(page, 'keyboard');
      await type(page, 'Put tea into my cart.');
      await untilTurn(page, 'assistant', 'Done: 2 green tea in the cart');
      assert.equal(await page.$eval('#cart', ({textContent}) => textContent), '2 × green tea');
      await untilPhase(page, 'listening', 20_000);
    });

    it('a key that is refused is told to the person, who may have another agent when this one gives up', async () => {
      services.refusing.add('think');
      const seen = await watchSnapshots(page);
      for (let time = 1; time <= 3; time++) {
        await type(page, 'Who are you?');
        await seen.until(({phase}) => phase === 'thinking');
        const notice = await partOf(page, 'error');
        assert.match(await notice.evaluate(({textContent}) => textContent), /couldn’t finish that/);
      }
      await type(page, 'Who are you?');
      await untilPhase(page, 'failed');
      services.refusing.clear();
      await press(page, 'talk');
      await untilPhase(page, 'listening', 40_000);
      await type(page, 'I like oolong.');
      await untilTurn(page, 'assistant', 'You said: i like oolong.');
    });
  });
});
