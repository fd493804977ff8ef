import {expect} from '@open-wc/testing';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import type {VoiceHandoffEvent} from '../../src/events/tools.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {assistantWith} from '../helpers/assistants.js';
import {record} from '../helpers/recorded.js';
import {Rig} from '../helpers/rig.js';
import {until} from '../helpers/until.js';

const script = {
  pace: 0,
  steps: [{user: 'Hello'}, {assistant: 'Hi there'}, {tool: 'look'}, {user: 'Bye'}, {assistant: 'See you'}],
};
const tools = [{name: 'look', execute: () => 'It is there.'}];
const names = [
  'phase-change',
  'session-start',
  'session-end',
  'transcript',
  'message',
  'user-speech',
  'interrupted',
  'metrics',
  'tool-call',
  'tool-result',
  'error',
].map(name => `voice-${name}`);

/** What is told of a conversation, by name; phases and metrics come as fast as files do, which are not always loaded. */
async function toldOf(
  target: EventTarget,
  conversation: Pick<VoiceConversation, 'start' | 'stop' | 'snapshot'>,
) {
  const events: Event[] = [];
  record(target, events, ...names);
  await conversation.start();
  await until(
    () => conversation.snapshot.turns.some(({text, final}) => final && text === 'See you'),
    'all is said',
  );
  await until(() => conversation.snapshot.phase === 'listening', 'it is the user’s turn');
  await until(() => events.some(({type}) => type === 'voice-metrics'), 'it is told how long it took');
  conversation.stop();
  expect(events.some(({type}) => type === 'voice-phase-change')).to.equal(true);
  return events.map(({type}) => type).filter(type => !/metrics|phase/.test(type));
}

describe('A conversation without an element', () => {
  it('tells everything that an element tells of one', async () => {
    const conversation = new VoiceConversation({session: new ScriptedSession(script), tools});
    const told = await toldOf(conversation, conversation);
    const assistant = await assistantWith(script);
    assistant.tools = tools;
    assistant.sounds = 'off';
    expect(told).to.deep.equal(await toldOf(assistant, assistant));
    for (const name of ['session-start', 'message', 'tool-call', 'tool-result', 'session-end'])
      expect(told, name).to.include(`voice-${name}`);
  });

  it('tells it on another target where it is given one, and nothing twice', async () => {
    const target = new EventTarget();
    const conversation = new VoiceConversation({session: new ScriptedSession(script), tools}, {target});
    const here: Event[] = [];
    record(conversation, here, ...names);
    const there = await toldOf(target, conversation);
    expect(here).to.deep.equal([]);
    expect(there.filter(type => type === 'voice-session-start')).to.have.length(1);
  });

  it('tells it when everybody else knows', async () => {
    const rig = new Rig();
    const known: string[] = [];
    rig.conversation.addEventListener('voice-phase-change', ({phase}) =>
      known.push(`${phase}, ${rig.phases.at(-1)}, ${rig.snapshot.phase}`),
    );
    await rig.conversation.start();
    rig.end();
    expect(known).to.include('listening, listening, listening');
    expect(known.every(line => new Set(line.split(', ')).size === 1)).to.equal(true);
  });

  it('shows another agent that the backend names, unless the page says no', async () => {
    const rig = new Rig();
    const told: VoiceHandoffEvent[] = [];
    record(rig.conversation, told, 'voice-handoff');
    await rig.conversation.start();
    rig.session.says({type: 'agent-changed', name: 'Refunds', avatar: '/refunds.png'});
    await until(() => rig.snapshot.agent, 'the agent is shown');
    expect(rig.snapshot.agent).to.deep.equal({name: 'Refunds', avatar: '/refunds.png'});
    rig.conversation.addEventListener('voice-handoff', event => event.preventDefault());
    rig.session.says({type: 'agent-changed', name: 'Sales'});
    expect(told.map(({name, previous}) => [name, previous])).to.deep.equal([
      ['Refunds', ''],
      ['Sales', 'Refunds'],
    ]);
    expect(rig.snapshot.agent?.name).to.equal('Refunds');
    rig.end();
    expect(rig.snapshot.agent).to.equal(undefined);
  });

  it('does not tell again what was said on the page before', async () => {
    const name = 'told-before';
    sessionStorage.setItem(
      `voice-assistant-element.conversation.${name}`,
      JSON.stringify([{role: 'user', text: 'Hello'}]),
    );
    const conversation = new VoiceConversation({session: new ScriptedSession()});
    const told: Event[] = [];
    record(conversation, told, 'voice-transcript', 'voice-message');
    await conversation.keepForTab(name);
    expect(conversation.snapshot.turns.map(({text}) => text)).to.deep.equal(['Hello']);
    expect(told).to.deep.equal([]);
    conversation.clear();
  });

  it('takes settings as they are when they are given, not as they become', async () => {
    const settings = {session: new ScriptedSession({pace: 0}), bargeIn: 'on' as const, maxDuration: 0};
    const conversation = new VoiceConversation(settings);
    Object.assign(settings, {session: undefined});
    await conversation.start();
    expect(conversation.snapshot.phase).to.equal('listening');
    conversation.stop();
  });
});
