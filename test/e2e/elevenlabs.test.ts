import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import {createAgentServer, type AgentServer} from '../backends/elevenlabs/double/agent-server.js';
import {until} from '../helpers/until.js';
import {setStage, type Stage} from './stage.js';
import {policyViolations, strictPolicy} from './strict-page.js';
import {press, turns, type, untilHeard, untilPhase, untilQuiet, watchPhases} from './widget.js';

const attributes = 'backend="elevenlabs" token-endpoint="/signed-url"';
const story =
  'Once upon a time there was a cup of tea. It was green, and hot, and it told a very long story.';
const answers: Readonly<Record<string, string>> = {
  'Hello there.': story,
  'Stop, please.': 'As you like.',
  'And in writing?': 'In writing, too.',
};

describe('A page that talks with an agent of ElevenLabs', {timeout: 120_000}, () => {
  let stage: Stage;
  let server: AgentServer;
  let page: Page;
  let phases: () => Promise<string[]>;
  const agent = () => server.agents.at(-1)!;
  const said = async (role: 'user' | 'assistant') =>
    (await turns(page)).filter(turn => turn.role === role).map(({text}) => text);

  before(async () => {
    server = createAgentServer({
      firstMessage: 'Welcome.',
      utterances: ['Hello there.', 'Stop, please.'],
      answer: text => answers[text] ?? `You said: ${text}`,
    });
    const microphoneWav = await makeSpeechWav([
      {silenceMs: 4_500},
      {text: 'Hello there.'},
      {silenceMs: 4_000},
      {text: 'Stop, please, stop.'},
      {silenceMs: 500},
    ]);
    stage = await setStage({
      microphoneWav,
      policy: () => strictPolicy(),
      answer: (request, response) => {
        if (request.url !== '/signed-url') return false;
        const signed_url = `${stage.url.replace('http', 'ws')}agents?conversation_signature=cvtkn_1`;
        response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify({signed_url}));
        return true;
      },
      answerUpgrade: (request, socket, head) => server.handleUpgrade(request, socket, head),
    });
    page = await stage.openPage(attributes);
    phases = await watchPhases(page);
  });
  after(async () => {
    await stage.close();
    await server.close();
  });

  it('is greeted aloud as soon as it is there', async () => {
    await press(page, 'launcher');
    await untilPhase(page, 'speaking');
    await untilHeard(page, 0.005, 10_000);
    assert.deepEqual(await said('assistant'), ['Welcome.']);
    await untilPhase(page, 'listening');
  });

  it('is heard, answered, and heard again over the answer, which stops', async () => {
    await until(async () => (await said('user')).length === 1, 'the first words are a turn');
    await untilPhase(page, 'speaking');
    await until(async () => (await said('user')).length === 2, 'the words over the answer are a turn');
    const [first, interrupted] = (await turns(page)).filter(({role}) => role === 'assistant');
    assert.equal(first?.interrupted, false);
    assert.equal(interrupted?.interrupted, true);
    assert.equal(
      interrupted?.text,
      `${story.slice(0, story.length / 2)}...`,
      'it is what the agent corrected it to',
    );
    await until(async () => (await said('assistant')).at(-1) === 'As you like.', 'the last answer is there');
    await untilHeard(page, 0.005, 10_000);
    await untilPhase(page, 'listening');
    assert.deepEqual(await phases(), [
      'requesting-microphone',
      'connecting',
      'listening',
      'thinking',
      'speaking',
      'listening',
      'thinking',
      'speaking',
      'listening',
      'thinking',
      'speaking',
      'listening',
    ]);
  });

  it('types, and is answered aloud, since it is a call', async () => {
    await type(page, 'And in writing?');
    await untilPhase(page, 'speaking');
    await untilPhase(page, 'listening');
    assert.deepEqual((await said('user')).slice(2), ['And in writing?']);
    assert.equal((await said('assistant')).at(-1), 'In writing, too.');
  });

  it('runs a tool of its own, by the name that the agent has for it', async () => {
    await page.$eval('voice-assistant', assistant => {
      assistant.tools = [
        {name: 'price', parameters: {type: 'object'}, execute: ({of}: {of: string}) => `${of}: 3 euros`},
      ];
    });
    assert.equal(await agent().callTool('price', {of: 'tea'}), 'tea: 3 euros');
    await until(async () => (await said('assistant')).at(-1) === 'It says: tea: 3 euros', 'it is told of');
    await untilPhase(page, 'listening');
  });

  it('stops the agent, which is told', async () => {
    await type(page, 'Hello there.');
    await untilPhase(page, 'speaking');
    await page.$eval('voice-assistant', assistant => assistant.interrupt());
    await untilPhase(page, 'listening', 2_000);
    await untilQuiet(page);
    const told = agent()
      .received.slice(-2)
      .map(message => 'type' in message && message.type);
    assert.deepEqual(told, ['user_activity', 'contextual_update']);
  });

  it('goes on in another conversation, which knows what was said, where the connection is lost', async () => {
    const before = (await turns(page)).length;
    server.lose();
    await untilPhase(page, 'reconnecting');
    await untilPhase(page, ['listening', 'speaking', 'thinking']);
    assert.equal(server.agents.length, 2);
    await until(() => agent().contexts.size === 1, 'the next agent knows what was said');
    const [told] = agent().contexts.values();
    assert.match(told!, /User: "Hello there\."/);
    assert.match(told!, /You: "As you like\."/);
    assert.ok((await turns(page)).length >= before);
  });

  it('is told goodbye to the end where the agent hangs up', async () => {
    await untilPhase(page, 'listening');
    void agent().hangUp('Goodbye, and come again.');
    await untilPhase(page, 'speaking');
    await untilPhase(page, 'idle');
    const last = (await turns(page)).at(-1);
    assert.deepEqual([last?.text, last?.interrupted], ['Goodbye, and come again.', false]);
  });

  it('sent nothing that an agent does not take, and kept the signature to itself', async () => {
    assert.deepEqual(
      server.agents.flatMap(({refusals}) => refusals),
      [],
    );
    assert.ok(server.urls.every(url => url.includes('cvtkn_1')));
    const kept = await page.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify({...localStorage, ...sessionStorage}),
    );
    assert.doesNotMatch(kept, /cvtkn/);
  });

  it('has violated no policy of a strict page', async () => {
    assert.deepEqual(await policyViolations(page), []);
  });
});
