import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {RealtimeAgent, RealtimeSession, tool} from '@openai/agents/realtime';
import {z} from 'zod';
import {
  hearInOrder,
  startRealtimeServer,
  type Call,
  type Responder,
  type RunningRealtimeServer,
} from '../../../local-server/index.js';
import {toneSpeech} from '../helpers/engine-harness.js';
import {spokenTurn} from '../helpers/spoken.js';

/* The Agents SDK as a client that knows nothing of the local server, over a WebSocket. */

const story = 'Once upon a time there was a lighthouse. '.repeat(6);

/** Calls the tool that is named, and says what came of it. */
const clerk: Responder = {
  name: 'clerk',
  answer(history) {
    const last = history.at(-1);
    if (last?.role === 'result') return [{text: `It is ${last.output}.`}];
    const said = last?.role === 'user' ? last.text : '';
    const name = /\b(price|cancel)\b/u.exec(said)?.[1];
    if (name) return [{toolCall: {name, arguments: '{"order": "7"}'}}];
    return [{text: said.includes('story') ? story : 'I am the clerk.'}];
  },
};

let server: RunningRealtimeServer;
let session: RealtimeSession;
let call: Call;
let allow: boolean;
before(async () => {
  server = await startRealtimeServer({
    speak: toneSpeech,
    responder: clerk,
    understand: hearInOrder('Who are you?'),
    thinkingMs: 0,
    deltaIntervalMs: 0,
    generationSpeed: 1_000,
  });
});
after(() => server.close());
afterEach(() => session.close());

const parameters = z.object({order: z.string()});
const agent = new RealtimeAgent({
  name: 'Clerk',
  instructions: 'You help in a shop.',
  tools: [
    tool({name: 'price', description: 'Its price', parameters, execute: ({order}) => `${order} euros`}),
    tool({
      name: 'cancel',
      description: 'Cancels it',
      parameters,
      needsApproval: true,
      execute: ({order}) => `${order} cancelled`,
    }),
  ],
});

async function connect(apiKey = 'sk-local'): Promise<void> {
  allow = true;
  session = new RealtimeSession(agent, {transport: 'websocket', model: 'gpt-realtime-2.1'});
  session.on('tool_approval_requested', (_context, _agent, {approvalItem}) => {
    void (allow ? session.approve(approvalItem) : session.reject(approvalItem));
  });
  const known = new Set(server.calls);
  await session.connect({apiKey, url: `${server.url.replace('http', 'ws')}/v1/realtime`});
  call = await server.waitForCall(candidate => !known.has(candidate));
  await call.waitForSentEvent('session.updated');
}

/** Waits until the assistant has said this. */
async function hear(words: RegExp): Promise<void> {
  await call.waitForSentEvent(
    ({type, transcript}) =>
      type === 'response.output_audio_transcript.done' && words.test(String(transcript)),
  );
}

describe('the Agents SDK', () => {
  it('connects with the key, or with a token, and says who it is', async () => {
    await connect(server.tokens.mint(10_000).value);
    session.close();
    await connect();
    assert.equal((call.session as {instructions: string}).instructions, 'You help in a shop.');
  });

  it('talks: words in, words and sound out', async () => {
    await connect();
    const sound = new Promise<number>(resolve => session.once('audio', ({data}) => resolve(data.byteLength)));
    session.sendMessage('Who are you?');
    await hear(/the clerk/u);
    assert.ok((await sound) > 0);
  });

  it('is heard, and its turn is detected', async () => {
    await connect();
    session.sendAudio(spokenTurn().buffer as ArrayBuffer);
    await call.waitForSentEvent('input_audio_buffer.speech_stopped');
    await hear(/the clerk/u);
  });

  it('carries out a tool', async () => {
    await connect();
    session.sendMessage('The price, please');
    await hear(/7 euros/u);
  });

  it('asks before a tool that needs it, and takes a yes and a no', async () => {
    await connect();
    session.sendMessage('Please cancel it');
    await hear(/7 cancelled/u);
    allow = false;
    session.sendMessage('And cancel it');
    await hear(/not approved/u);
  });

  it('interrupts, and says how much was heard', async () => {
    await connect();
    const interrupted = new Promise(resolve => session.on('audio_interrupted', resolve));
    const playing = new Promise(resolve => session.once('audio', resolve));
    session.sendMessage('Tell me a story');
    await playing;
    session.interrupt();
    await interrupted;
    await call.waitForEvent('conversation.item.truncate');
    await call.waitForSentEvent('conversation.item.truncated');
  });
});
