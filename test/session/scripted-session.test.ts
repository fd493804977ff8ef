import {expect} from '@open-wc/testing';
import {ScriptedSession, type Script} from '../../src/session/scripted-session.js';
import type {VoiceSessionEvent} from '../../src/session/session-event.js';
import {after, wayTo} from '../helpers/events.js';
import {impossibilities} from '../helpers/invariants.js';
import {Clock} from '../helpers/clock.js';
import {isForStore} from '../helpers/listen.js';
import {rejection} from '../helpers/rejection.js';
import {restoreStubs} from '../helpers/stub.js';

const respond = {respond: true};

describe('ScriptedSession', () => {
  let clock: Clock;
  let events: VoiceSessionEvent[];
  let session: ScriptedSession;
  let call: AbortController;
  const types = () => events.map(event => event.type);
  const last = (type: VoiceSessionEvent['type']) => events.findLast(event => event.type === type);
  const start = (emit = (event: VoiceSessionEvent) => void events.push(event)) =>
    session.start({signal: call.signal, history: [], emit});
  async function play(script: Script, ms = 20_000): Promise<void> {
    session = new ScriptedSession(script);
    const started = start();
    await clock.pass(400);
    await started;
    await clock.pass(ms);
  }

  beforeEach(() => {
    clock = new Clock();
    events = [];
    call = new AbortController();
    session = new ScriptedSession();
  });
  afterEach(() => {
    session.stop();
    restoreStubs();
  });

  it('opens', async () => {
    await play({});
    expect(events).to.deep.equal([{type: 'session-opened', sessionId: 'scripted'}]);
  });

  it('lets the person speak without being understood', async () => {
    await play({steps: [{user: null}]});
    expect(types()).to.deep.equal([
      'session-opened',
      'speech-started',
      'speech-stopped',
      'turn-started',
      'input-committed',
      'transcription-failed',
    ]);
  });

  it('acts a conversation out in the order in which a server reports one', async () => {
    await play({steps: [{user: 'Hello there'}, {assistant: 'Hi'}]});
    expect(types()).to.deep.equal([
      'session-opened',
      'speech-started',
      'speech-stopped',
      'turn-started',
      'input-committed',
      'turn-text',
      'response-started',
      'playback-started',
      'turn-text',
      'turn-text',
      'response-finished',
      'playback-stopped',
    ]);
    const snapshot = after([...wayTo.connecting, ...events.filter(isForStore)]);
    expect(impossibilities(snapshot)).to.deep.equal([]);
    expect(snapshot.phase).to.equal('listening');
    expect(snapshot.turns.map(({role, text, final}) => [role, text, final])).to.deep.equal([
      ['user', 'Hello there', true],
      ['assistant', 'Hi', true],
    ]);
  });

  it('reports exactly what a script says, after its pauses', async () => {
    await play({steps: [{pause: 1_000}, {event: {type: 'speech-started'}}]}, 900);
    expect(types()).to.deep.equal(['session-opened']);
    await clock.pass(100);
    expect(types()).to.deep.equal(['session-opened', 'speech-started']);
  });

  it('answers typed words', async () => {
    await play({answer: text => `“${text}”?`});
    session.sendText('Hello', 'typed_1', respond);
    await clock.pass(5_000);
    expect(last('turn-text')).to.include({text: '“Hello”?', final: true, role: 'assistant'});
  });

  it('keeps quiet where no answer is wanted', async () => {
    await play({});
    session.sendText('Hello', 'typed_1', {respond: false});
    session.sendImage('data:image/png;base64,AAAA', 'typed_2', {respond: false});
    await clock.pass(5_000);
    expect(types()).to.deep.equal(['session-opened']);
    session.sendImage('data:image/png;base64,AAAA', 'typed_3', respond);
    await clock.pass(5_000);
    expect(last('turn-text')).to.include({text: 'What a picture!', final: true});
  });

  it('greets when it is asked to, and says what it is given', async () => {
    await play({});
    session.requestResponse({instructions: 'Greet the visitor.'});
    await clock.pass(5_000);
    expect(last('turn-text')).to.include({role: 'assistant', final: true});
    session.say('Exactly this');
    await clock.pass(5_000);
    expect(last('turn-text')).to.include({text: 'Exactly this', final: true});
  });

  it('calls a tool, and goes on with what came of it', async () => {
    const then = (output: string) => `It is ${output}.`;
    await play({steps: [{tool: 'weather', arguments: {city: 'Oslo'}, then}, {user: 'Thanks'}]});
    expect(types()).to.deep.equal(['session-opened', 'response-started', 'tool-called', 'response-finished']);
    const call = last('tool-called');
    expect(call).to.include({name: 'weather', arguments: '{"city":"Oslo"}'});
    if (call?.type === 'tool-called') session.sendToolResult(call.callId, 'sunny', respond);
    await clock.pass(5_000);
    const said = events.flatMap(event => (event.type === 'turn-text' && event.final ? [event.text] : []));
    expect(said).to.deep.equal(['It is sunny.', 'Thanks']);
  });

  it('asks for approval, and goes on either way', async () => {
    for (const [approved, text] of [
      [true, 'It is done.'],
      [false, 'Then I leave it.'],
    ] as const) {
      await play({steps: [{approval: 'book', arguments: {seats: 2}, server: 'tickets'}]});
      const request = last('approval-requested');
      expect(request).to.include({name: 'book', arguments: '{"seats":2}', server: 'tickets'});
      if (request?.type === 'approval-requested') session.answerApproval(request.requestId, approved);
      await clock.pass(5_000);
      expect(last('turn-text')).to.include({text, final: true});
      session.stop();
    }
  });

  it('says nothing to a result where no answer is wanted, and goes on', async () => {
    await play({steps: [{tool: 'weather'}, {user: 'Hello?'}]});
    const call = last('tool-called');
    if (call?.type === 'tool-called') session.sendToolResult(call.callId, 'sunny', {respond: false});
    await clock.pass(5_000);
    const said = events.flatMap(event => (event.type === 'turn-text' && event.final ? [event.text] : []));
    expect(said).to.deep.equal(['Hello?']);
  });

  it('says the result of a call that an earlier session made', async () => {
    await play({});
    session.sendToolResult('call-of-before', 'sunny', respond);
    await clock.pass(5_000);
    expect(last('turn-text')).to.include({role: 'assistant', text: 'sunny', final: true});
  });

  it('waits for a result no longer than the call', async () => {
    await play({steps: [{tool: 'weather'}]});
    session.stop();
    session.sendToolResult('call-1', 'sunny', respond);
    await clock.pass(5_000);
    expect(types()).not.to.include('turn-text');
    expect(clock.running).to.equal(0);
  });

  it('stops talking when it is interrupted, and goes on with the next step', async () => {
    await play({steps: [{assistant: 'A long story about a fox'}, {user: 'Stop'}]}, 1_100);
    session.interrupt();
    await clock.pass(0);
    expect(types().slice(-4)).to.deep.equal([
      'turn-interrupted',
      'response-finished',
      'playback-stopped',
      'speech-started',
    ]);
    expect(last('response-finished')).to.include({status: 'cancelled'});
    expect(last('playback-stopped')).to.include({cut: true});
  });

  it('drops an answer that is interrupted before its sound', async () => {
    await play({steps: [{assistant: 'Hello'}]}, 300);
    session.interrupt();
    await clock.pass(5_000);
    expect(types()).to.deep.equal(['session-opened', 'response-started', 'response-finished']);
  });

  it('leaves what it was saying for typed words', async () => {
    await play({steps: [{assistant: 'A long story about a fox'}]}, 1_100);
    session.sendText('And now?', 'typed_1', respond);
    await clock.pass(10_000);
    expect(types()).to.include('turn-interrupted');
    expect(last('turn-text')).to.include({text: 'You said: And now?', final: true});
  });

  it('says nothing after it is stopped, and leaves no timer', async () => {
    await play({steps: [{assistant: 'A long story'}, {user: 'Yes'}]}, 1_100);
    const said = events.length;
    session.stop();
    session.sendText('Hello?', 'typed_1', respond);
    await clock.pass(10_000);
    expect(events.length).to.equal(said);
    expect(clock.running).to.equal(0);
  });

  it('rejects when the call is given up while it opens', async () => {
    const started = rejection(start());
    call.abort(new DOMException('Stopped', 'AbortError'));
    expect(await started).to.equal(call.signal.reason);
    expect(events).to.deep.equal([]);
  });

  it('plays its script again in the next call', async () => {
    await play({steps: [{user: 'Hello'}]}, 300);
    session.stop();
    events = [];
    const again = start();
    await clock.pass(400);
    await again;
    await clock.pass(5_000);
    expect(types().filter(type => type === 'session-opened')).to.have.lengthOf(1);
    expect(last('turn-text')).to.include({text: 'Hello'});
  });

  it('takes no time where its pace is zero', async () => {
    session = new ScriptedSession({pace: 0, steps: [{user: 'Hello'}, {assistant: 'Hi'}]});
    const started = start();
    await clock.pass(0);
    await started;
    await clock.pass(0);
    expect(types().at(-1)).to.equal('playback-stopped');
  });
});
