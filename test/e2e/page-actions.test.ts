import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {PageActionName} from '../../src/conversation/tools/voice-tool.js';
import type {Responder, ResponseChunk, Call} from '../../local-server/index.js';
import {setStage, defaultAttributes, type Stage} from './stage.js';
import {untilSaid} from './tool-page.js';
import {partOf, press, type, untilPhase} from './widget.js';

const actions: PageActionName[] = ['read-page', 'scroll-to', 'highlight', 'fill-field', 'navigate'];

const form = `
  <main>
    <h2>Delivery</h2>
    <form><label>Street <input name="street"></label></form>
    <form>
      <label>Card number <input name="card" autocomplete="cc-number" value="4111"></label>
    </form>
    <div style="block-size: 3000px"></div>
    <h2 id="contact">Contact</h2>
  </main>`;

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title>
  <link rel="icon" href="data:,"><script type="module" src="/dist/cdn/voice-assistant.js"></script>
  ${form}<voice-assistant ${defaultAttributes} start-on="open" face="text"></voice-assistant>`;

const call = (name: string, args: object = {}): ResponseChunk => ({
  toolCall: {name, arguments: JSON.stringify(args)},
});

const script: Readonly<Record<string, readonly ResponseChunk[]>> = {
  'What is here?': [call('read-page')],
  'I live in Old road 7.': [call('fill-field', {target: 'Street', value: 'Old road 7'})],
  'My card is 4242.': [call('fill-field', {target: 'Card number', value: '4242'})],
  'Where is the contact?': [call('scroll-to', {target: 'Contact'})],
  'Go to the imprint.': [call('navigate', {address: '/imprint'})],
  'Go to another site.': [call('navigate', {address: 'https://example.test/'})],
  'Correct my street.': [call('fill-field', {target: 'Street', value: 'New road 8'})],
};

const responder: Responder = {
  name: 'page',
  answer(history) {
    const last = history.at(-1);
    if (last?.role === 'result') return [{text: `Result: ${last.output.slice(0, 40)}`}];
    return script[last?.role === 'user' ? last.text : ''] ?? [{text: 'What can I do?'}];
  },
};

describe('An assistant that may act on its page', () => {
  let stage: Stage;
  let page: Page;
  let server: Call;

  before(async () => {
    stage = await setStage({
      realtime: {responder},
      answer(request, response) {
        const {pathname} = new URL(request.url!, 'http://localhost');
        if (pathname === '/imprint')
          response.writeHead(200, {'Content-Type': 'text/html'}).end('The imprint');
        else if (pathname === '/') response.writeHead(200, {'Content-Type': 'text/html'}).end(html);
        else return false;
        return true;
      },
    });
    page = await stage.openPage();
    await page.$eval('voice-assistant', (element, actions) => void (element.tools = actions), actions);
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    server = await stage.realtime.waitForCall();
  });
  after(() => stage.close());

  /** Asks for something, and answers what came of it. */
  async function ask(words: string): Promise<string> {
    const at = performance.now();
    await type(page, words);
    const {event} = await server.waitForEvent(
      ({item}) => (item as {type?: string} | undefined)?.type === 'function_call_output',
      10_000,
      at,
    );
    await untilPhase(page, 'speaking');
    await untilPhase(page, 'listening');
    return (event.item as {output: string}).output;
  }

  const value = (name: string) => page.$eval(`[name=${name}]`, field => (field as HTMLInputElement).value);

  it('reads it, but nothing secret', async () => {
    const read = await ask('What is here?');
    assert.match(read, /Delivery/);
    assert.doesNotMatch(read, /4111/);
  });

  it('fills in a field when the person agrees, and shows them which and with what', async () => {
    await type(page, 'I live in Old road 7.');
    const question = await partOf(page, 'approval');
    const shown = await question.evaluate(element => element.textContent);
    assert.match(shown, /fieldStreet/);
    assert.match(shown, /valueOld road 7/);
    assert.equal(await value('street'), '');
    await (await question.$('button.primary'))!.click();
    await untilSaid(page, 'Result: It is filled in');
    assert.equal(await value('street'), 'Old road 7');
    await untilPhase(page, 'listening');
  });

  it('fills in the field that the person agreed to, whatever the page puts before it', async () => {
    await type(page, 'Correct my street.');
    const question = await partOf(page, 'approval');
    await page.$eval('main', main =>
      main.insertAdjacentHTML('afterbegin', '<label>Street <input name="other"></label>'),
    );
    await (await question.$('button.primary'))!.click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name=street]')!.value === 'New road 8',
    );
    assert.equal(await value('other'), '');
    await untilPhase(page, 'speaking');
    await untilPhase(page, 'listening');
  });

  it('leaves payment to the person, without a question', async () => {
    assert.match(await ask('My card is 4242.'), /person only/);
    assert.equal(await value('card'), '4111');
  });

  it('scrolls to what is asked for', async () => {
    await ask('Where is the contact?');
    await page.waitForFunction(() => {
      const {top, bottom} = document.querySelector('#contact')!.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  });

  it('goes nowhere else, and does not even ask', async () => {
    assert.match(await ask('Go to another site.'), /Only pages of this site/);
    assert.equal(new URL(page.url()).pathname, '/');
  });

  it('goes to another page when the person agrees', async () => {
    await type(page, 'Go to the imprint.');
    const question = await partOf(page, 'approval');
    assert.equal(new URL(page.url()).pathname, '/');
    const arrived = page.waitForNavigation();
    await (await question.$('button.primary'))!.click();
    await arrived;
    assert.equal(new URL(page.url()).pathname, '/imprint');
  });
});
