import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {until} from '../helpers/until.js';
import {serveEchoPage} from './echo-page.js';
import {EchoServer, type EchoScript} from './echo-server.js';
import {setStage, type Stage} from './stage.js';
import {untilSaid} from './tool-page.js';
import {partOf, press, turns, type, untilPhase, wordsOnScreen} from './widget.js';

/** What the page remembers for the tests. */
interface Remembered {
  readonly ordered: string[];
  readonly told: string[];
}

const secret =
  'Of course I can tell you, since you ask so kindly, and it is only the two of us here. The secret word is sesame. ';

/** What Echo does about what is typed. */
const script: EchoScript = (words, call) => {
  if (words === 'Order tea.') void call.callTool('order', {what: 'tea'});
  else if (words === 'Pay for it.') void call.askApproval('pay', {amount: '12 euros'});
  else if (words === 'Tell me the secret.') return secret.repeat(3);
  else return `You said: ${words}`;
  return undefined;
};

/** How OpenAI calls things on the wire. */
const openaiNames =
  /\b(response|session|conversation|item|input_audio_buffer|output_audio_buffer)\.[a-z_]+|function_call|call_id|input_text|output_text|mcp_|event_id|realtime|openai/i;

describe('A backend of the page’s own', {timeout: 120_000}, () => {
  const server = new EchoServer({script});
  let stage: Stage;
  let page: Page;
  const remembered = () => page.evaluate(() => (window as unknown as {remembered: Remembered}).remembered);

  before(async () => {
    stage = await setStage({
      answer: serveEchoPage(),
      answerUpgrade: (request, socket, head) => {
        server.handleUpgrade(request, socket, head);
        return true;
      },
    });
    page = await stage.openPage();
    await page.evaluate(() => {
      const remembered: Remembered = {ordered: [], told: []};
      Object.assign(window, {remembered});
      const assistant = document.querySelector('voice-assistant')!;
      assistant.context = {page: 'Tea'};
      assistant.tools = [
        {
          name: 'order',
          description: 'Orders something.',
          parameters: {type: 'object', properties: {what: {type: 'string'}}, required: ['what']},
          execute: ({what}) => `Ordered ${remembered.ordered[remembered.ordered.push(String(what)) - 1]}.`,
        },
      ];
      assistant.guardrails = [
        {
          name: 'No secrets',
          execute: ({agentOutput}) =>
            Promise.resolve({tripwireTriggered: /sesame/.test(agentOutput), outputInfo: {}}),
        },
      ];
      for (const name of ['tool-result', 'tool-approval', 'guardrail'] as const)
        assistant.addEventListener(`voice-${name}`, () => remembered.told.push(name));
    });
  });
  after(() => stage.close());

  it('opens without a microphone, and says what is asked of it', async () => {
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    await type(page, 'Hello');
    await untilPhase(page, 'speaking');
    await untilSaid(page, 'You said: Hello');
    await untilPhase(page, 'listening');
    assert.equal(await page.evaluate(() => window.resources.tracks.length), 0);
    assert.deepEqual(await wordsOnScreen(page, 'user'), ['Hello']);
  });

  it('knows the page', async () => {
    assert.match(server.call.known.get('page')!, /About this page: .*Tea/);
    await page.$eval('voice-assistant', assistant => void (assistant.context = {page: 'Coffee'}));
    await until(
      () => /Coffee/.test(server.call.known.get('page') ?? ''),
      'the server knows of the other page',
    );
    assert.equal((await turns(page)).length, 2);
  });

  it('runs a tool of the page', async () => {
    assert.deepEqual(
      server.call.tools.map(({name}) => name),
      ['order'],
    );
    await type(page, 'Order tea.');
    await untilSaid(page, 'It says: Ordered tea.');
    assert.deepEqual((await remembered()).ordered, ['tea']);
    await untilPhase(page, 'listening');
  });

  it('asks the person what its server may do', async () => {
    await type(page, 'Pay for it.');
    const question = await partOf(page, 'approval');
    assert.match(await question.evaluate(({innerText}) => innerText), /pay[^]*12 euros/i);
    await (await question.$('button.primary'))!.click();
    await untilSaid(page, 'It is done.');
    await untilPhase(page, 'listening');
  });

  it('is cut off by a guardrail, and says something else', async () => {
    await type(page, 'Tell me the secret.');
    await untilSaid(page, 'the weather');
    assert.deepEqual((await remembered()).told, ['tool-result', 'tool-approval', 'guardrail']);
    const said = (await turns(page)).map(({text}) => text);
    assert.ok(!said.some(text => text.includes('Of course')), 'What was stopped is not on the screen');
    await untilPhase(page, 'listening');
  });

  it('keeps the conversation through a lost connection', async () => {
    const {call} = server;
    call.lose();
    await until(
      () => server.call !== call && server.call.tools.length,
      'another call knows the tools of the page',
    );
    const hello = JSON.parse(server.call.received[0]!) as {past: {text: string}[]};
    assert.ok(hello.past.some(({text}) => text === 'Order tea.'));
    await untilPhase(page, 'listening');
    await type(page, 'Still there?');
    await untilSaid(page, 'You said: Still there?');
    await untilPhase(page, 'listening');
  });

  it('can be hung up by its server', async () => {
    server.call.end();
    await untilPhase(page, 'idle');
    await until(() => server.openCalls === 0, 'no call is open');
  });

  it('spoke no word of OpenAI’s', () => {
    const received = server.calls.flatMap(call => call.received);
    assert.ok(received.length > 15);
    assert.deepEqual(
      received.filter(message => openaiNames.test(message)),
      [],
    );
    assert.deepEqual(stage.realtime.requests.length, 0);
  });
});
