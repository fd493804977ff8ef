import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {LLMock} from '@copilotkit/aimock';
import {AISDKSession} from '../../src/backends/ai-sdk/session.js';
import type {VoiceSessionEvent} from '../../src/session/voice-session.js';
import {QuickPlayer} from '../helpers/quick-player.js';
import {until} from '../helpers/until.js';
import {NodeSocket, provideSocket} from './node-socket.js';
import {createProvider, install} from './packages.js';

/* The codec of @ai-sdk/openai at a server of OpenAI Realtime that knows nothing of the widget, nor of the local server. */

const mock = new LLMock({port: 0});

before(async () => {
  install();
  provideSocket();
  await mock.start();
});
after(() => mock.stop());

/** An open call. */
async function call() {
  const realtimeModel = (await createProvider('openai')).experimental_realtime('gpt-realtime-2');
  const url = `${mock.url.replace('http', 'ws')}/v1/realtime?model=gpt-realtime-2`;
  const getToken = async () => ({token: 'ek_1', url});
  const session = new AISDKSession(
    () => ({realtimeModel, getToken, answers: 'written' as const}),
    QuickPlayer.create,
  );
  const events: VoiceSessionEvent[] = [];
  const {signal} = new AbortController();
  await session.start({signal, history: [], emit: event => events.push(event)});
  const said = () =>
    events.findLast(event => event.type === 'turn-text' && event.role === 'assistant' && event.text !== '');
  return {session, events, said};
}

describe('A call by the codec of OpenAI, at aimock', {timeout: 30_000}, () => {
  it('has typed words answered, in words', async () => {
    mock.clearFixtures().onMessage('Do you have green tea?', {content: 'Three kinds of it.'});
    const {session, events, said} = await call();
    session.sendText('Do you have green tea?', 'typed-1', {respond: true});
    await until(() => events.some(({type}) => type === 'response-finished'), 'the response');
    const turn = said();
    assert.ok(turn?.type === 'turn-text' && turn.text === 'Three kinds of it.');
    session.stop();
    await until(() => NodeSocket.open === 0, 'the connection is closed');
  });

  it('runs a tool, and has its result responded to', async () => {
    const toolCalls = [{id: 'call_1', name: 'look_up', arguments: '{"what":"tea"}'}];
    mock
      .clearFixtures()
      .onToolResult('call_1', {content: 'There are three.'})
      .onMessage('Look up tea.', {toolCalls});
    const {session, events, said} = await call();
    session.setTools([{name: 'look_up', parameters: {type: 'object', properties: {}}}]);
    session.sendText('Look up tea.', 'typed-1', {respond: true});
    const called = () => events.find(event => event.type === 'tool-called');
    await until(() => called(), 'the call of a tool');
    const {callId, name, arguments: args} = called()!;
    assert.deepEqual([callId, name, JSON.parse(args)], ['call_1', 'look_up', {what: 'tea'}]);
    session.sendToolResult('call_1', 'Three green teas.', {respond: true});
    await until(() => said(), 'the response');
    const turn = said();
    assert.ok(turn?.type === 'turn-text' && turn.text === 'There are three.');
    session.stop();
    await until(() => NodeSocket.open === 0, 'the connection is closed');
  });
});
