import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {LLMock} from '@copilotkit/aimock';
import {AISDKSession} from '../../src/backends/ai-sdk/session.js';
import type {RealtimeModel} from '../../src/session/realtime-model.js';
import type {VoiceSessionEvent} from '../../src/session/voice-session.js';
import {QuickPlayer} from '../helpers/quick-player.js';
import {until} from '../helpers/until.js';
import {GeminiDouble} from './gemini-double.js';
import {NodeSocket, provideSocket} from './node-socket.js';
import {createProvider, install, load} from './packages.js';

/* Gemini Live, by the codec of @ai-sdk/google; what stands in for its server is checked with Google's own client. */

type EventOf<Type extends VoiceSessionEvent['type']> = Extract<VoiceSessionEvent, {type: Type}>;

let server: GeminiDouble;
let model: RealtimeModel;

before(async () => {
  install();
  provideSocket();
  server = new GeminiDouble();
  model = (await createProvider('google')).experimental_realtime('gemini-3.8-live');
});
after(() => server.close());

/** An open call. */
async function call(url = server.url, settings = {}) {
  const events: VoiceSessionEvent[] = [];
  const session = new AISDKSession(
    () => ({realtimeModel: model, getToken: async () => ({token: 'auth_tokens/1', url}), ...settings}),
    QuickPlayer.create,
  );
  const {signal} = new AbortController();
  await session.start({signal, history: [], emit: event => events.push(event)});
  const named = <Type extends VoiceSessionEvent['type']>(type: Type) =>
    events.filter((event): event is EventOf<Type> => event.type === type);
  return {session, events, named, types: () => events.map(({type}) => type)};
}

/** Answers with the words of the assistant, by turn. */
function said(events: readonly VoiceSessionEvent[], role: string): Map<string, string> {
  return new Map(
    events.flatMap(event =>
      event.type === 'turn-text' && event.role === role ? [[event.id, event.text] as const] : [],
    ),
  );
}

describe('A call with Gemini Live', {timeout: 60_000}, () => {
  it('says beforehand what it cannot do', () => {
    const {capabilities} = new AISDKSession(() => ({realtimeModel: model}), QuickPlayer.create);
    const {interrupt, context, history, truncate, pushToTalk, tools, configure} = capabilities;
    assert.deepEqual(
      {interrupt, context, history, truncate, pushToTalk, tools, configure},
      {
        interrupt: 'local',
        context: false,
        history: false,
        truncate: false,
        pushToTalk: 'mute',
        tools: 'server',
        configure: [],
      },
    );
  });

  it('is set up once, with transcripts of both sides, and puts the token where the protocol wants it', async () => {
    const before = server.received.length;
    const {session, types} = await call(server.url, {voice: 'Puck', instructions: 'Be brief.'});
    const setups = () => server.received.slice(before).flatMap(({setup}) => setup ?? []);
    const [setup] = setups();
    assert.deepEqual(setup, {
      model: 'models/gemini-3.8-live',
      generationConfig: {
        responseModalities: ['AUDIO'],
        speechConfig: {voiceConfig: {prebuiltVoiceConfig: {voiceName: 'Puck'}}},
      },
      systemInstruction: {parts: [{text: 'Be brief.'}]},
      inputAudioTranscription: {},
      outputAudioTranscription: {},
    });
    assert.match(server.address, /\?access_token=auth_tokens%2F1$/);
    session.setTools([{name: 'look_up', parameters: {}}]);
    session.configure({instructions: 'Be long.'});
    session.sendText('Hello.', 'typed-1', {respond: true});
    await until(() => server.texts.includes('Hello.'), 'the words came');
    assert.equal(setups().length, 1);
    assert.ok(!types().some(type => /lost|ended/.test(type)));
    session.stop();
  });

  it('answers typed words with one response, with its sound, words and cost', async () => {
    const {session, events, named} = await call();
    session.sendText('I look at tea.', 'typed-0', {respond: false});
    session.sendText('Hello.', 'typed-1', {respond: true});
    await until(() => named('playback-stopped').length, 'the answer was heard');
    assert.deepEqual(server.texts.slice(-2), ['I look at tea.', 'Hello.']);
    const [finished] = named('response-finished');
    assert.deepEqual(finished?.usage, {inputTokens: 5, outputTokens: 7, totalTokens: 12});
    assert.equal(finished?.audible, true);
    assert.ok([...said(events, 'assistant').values()].some(text => text.includes('Hello.')));
    session.stop();
  });

  it('hears the person: their words say that they speak, and the response that it was a turn', async () => {
    const {session, events, types, named} = await call();
    server.says({serverContent: {inputTranscription: {text: 'What is'}}});
    server.says({serverContent: {inputTranscription: {text: ' green tea?', finished: true}}});
    await until(() => said(events, 'user').size, 'the words of the person');
    server.responds('A tea.');
    await until(() => named('playback-stopped').length, 'the answer was heard');
    const order = types().filter(type => /speech|committed|response-started/.test(type));
    assert.deepEqual(order, ['speech-started', 'speech-stopped', 'input-committed', 'response-started']);
    assert.deepEqual([...said(events, 'user').values()], ['What is green tea?']);
    session.stop();
  });

  it('falls silent when the person speaks over it, and goes on with the next response', async () => {
    const {session, events, named} = await call();
    session.sendText('Tell me a story.', 'typed-1', {respond: true});
    await until(() => named('playback-started').length, 'it is heard');
    server.says({serverContent: {interrupted: true}});
    await until(() => named('playback-stopped').length, 'it is silent');
    assert.deepEqual(named('playback-stopped')[0], {type: 'playback-stopped', cut: true});
    assert.equal(named('response-finished')[0]?.status, 'cancelled');
    const [interrupted] = named('turn-interrupted');
    assert.ok(interrupted && interrupted.heardMs! >= 0 && interrupted.heardMs! <= 100);
    server.says({serverContent: {turnComplete: true}});
    server.responds('Yes?');
    await until(() => named('response-finished').length === 2, 'the next response');
    assert.ok([...said(events, 'assistant').values()].includes('Yes?'));
    session.stop();
  });

  it('is silenced here by Stop, whatever still comes', async () => {
    const {session, events, named} = await call();
    session.sendText('Tell me a story.', 'typed-1', {respond: true});
    await until(() => named('playback-started').length, 'it is heard');
    session.interrupt();
    const told = said(events, 'assistant').size;
    assert.equal(named('response-finished')[0]?.status, 'cancelled');
    server.responds('and more of the story');
    server.responds('Something else.');
    await until(() => named('response-finished').length === 2, 'the next response');
    assert.equal(said(events, 'assistant').size, told + 1);
    session.stop();
  });

  it('has the page run a tool that its token declares, and gives the result as an object', async () => {
    const {session, named} = await call();
    session.sendText('Look up tea.', 'typed-1', {respond: true});
    await until(() => named('tool-called').length, 'the call of a tool');
    const [called] = named('tool-called');
    assert.deepEqual(called, {
      type: 'tool-called',
      callId: 'call-1',
      name: 'look_up',
      arguments: '{"what":"tea"}',
    });
    session.sendToolResult('call-1', 'Three green teas.', {respond: true});
    await until(() => named('response-finished').length, 'the response');
    assert.deepEqual(server.received.at(-1)!.toolResponse?.functionResponses, [
      {id: 'call-1', name: 'look_up', response: {output: 'Three green teas.'}},
    ]);
    server.says({toolCallCancellation: {ids: ['call-2']}});
    await until(() => named('tool-cancelled').length, 'a call that is not waited for');
    session.stop();
  });

  it('sends sound with its rate', async () => {
    const {session} = await call();
    QuickPlayer.last.hears(new Int16Array(480));
    const sound = () => server.received.find(({realtimeInput}) => realtimeInput?.audio)?.realtimeInput?.audio;
    await until(() => sound(), 'the sound came');
    assert.equal(sound()?.mimeType, 'audio/pcm;rate=24000');
    session.stop();
  });

  it('is lost, and can be repaired, when the server said that it goes away', async () => {
    const {named} = await call();
    server.says({goAway: {timeLeft: '10s'}});
    server.closes(1000);
    await until(() => named('session-lost').length, 'the loss');
    assert.equal(named('session-ended').length, 0);
  });

  it('has ended when the server closes it without a word', async () => {
    const {named} = await call();
    server.closes(1000);
    await until(() => named('session-ended').length, 'the end');
  });

  it('opens at aimock, whose server knows its setup', async () => {
    const mock = new LLMock({port: 0});
    await mock.start();
    const service = 'google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';
    const {session, types} = await call(`${mock.url.replace('http', 'ws')}/ws/${service}`);
    assert.ok(types().includes('session-opened'));
    session.stop();
    await until(() => NodeSocket.open === 0, 'the connection is closed');
    await mock.stop();
  });
});

interface LiveClient {
  live: {
    connect(options: object): Promise<{
      sendRealtimeInput(input: object): void;
      sendToolResponse(response: object): void;
      close(): void;
    }>;
  };
}

describe('Google’s own client', {timeout: 30_000}, () => {
  it('talks with the server of these tests', async () => {
    const {GoogleGenAI} = await load<{GoogleGenAI: new (options: object) => LiveClient}>('@google/genai');
    const baseUrl = new URL(server.url.replace('ws:', 'http:')).origin;
    const client = new GoogleGenAI({
      apiKey: 'auth_tokens/2',
      httpOptions: {apiVersion: 'v1alpha', baseUrl},
    });
    const messages: {serverContent?: {turnComplete?: boolean}; toolCall?: object; setupComplete?: object}[] =
      [];
    const session = await client.live.connect({
      model: 'gemini-3.8-live',
      config: {responseModalities: ['AUDIO']},
      callbacks: {onmessage: (message: (typeof messages)[number]) => messages.push(message)},
    });
    await until(() => messages.some(({setupComplete}) => setupComplete), 'it is set up');
    session.sendRealtimeInput({text: 'Look up tea.'});
    await until(() => messages.some(({toolCall}) => toolCall), 'the call of a tool');
    session.sendToolResponse({
      functionResponses: [{id: 'call-1', name: 'look_up', response: {output: 'Tea.'}}],
    });
    await until(() => messages.some(({serverContent}) => serverContent?.turnComplete), 'the end of its turn');
    session.close();
  });
});
