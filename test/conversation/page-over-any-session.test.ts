import {expect} from '@open-wc/testing';
import type {VoiceTool} from '../../src/conversation/tools/voice-tool.js';
import {VoiceError} from '../../src/state/voice-error.js';
import type {VoiceToolApprovalEvent} from '../../src/events/tools.js';
import {record, toolEvents} from '../helpers/recorded.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

/** What tools do in these tests: what a test says, when it says so. */
function tool(name: string, more: Partial<VoiceTool> = {}): VoiceTool {
  return {name, execute: () => `${name} is done`, ...more};
}

const called = (name: string, args: unknown = {}, callId = name) =>
  ({type: 'tool-called', callId, name, arguments: JSON.stringify(args)}) as const;

describe('What a page brings, over a session of any kind', () => {
  let rig: Rig;
  const events: Event[] = [];

  /** Opens a conversation in which the page has loaded what it brings. */
  async function open(settings: ConstructorParameters<typeof Rig>[0]): Promise<void> {
    events.length = 0;
    rig = new Rig(settings);
    record(rig.conversation, events, ...toolEvents);
    await rig.conversation.start();
    const {tools = []} = settings ?? {};
    await until(() => rig.session.tools.length >= tools.length, 'the tools are declared');
  }

  const results = () => rig.session.log.filter(line => line.startsWith('result'));

  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('declares its tools in plain JSON Schema', async () => {
    const parameters = {type: 'object', properties: {count: {type: 'integer'}}};
    await open({tools: [tool('count', {description: 'Counts.', parameters}), tool('bare')]});
    expect(rig.session.tools).to.deep.equal([
      {name: 'count', description: 'Counts.', parameters},
      {name: 'bare', description: undefined, parameters: {type: 'object', properties: {}}},
    ]);
  });

  it('runs a tool that the session calls, is thinking meanwhile, and asks for a response with its result', async () => {
    let finish: ((output: string) => void) | undefined;
    const execute = () => new Promise<string>(resolve => (finish = resolve));
    await open({tools: [tool('slow', {execute})]});
    rig.session.says(called('slow'));
    expect(rig.snapshot).to.deep.include({phase: 'thinking', work: ['slow']});
    await until(() => finish !== undefined, 'the tool runs');
    finish!('It is 20 degrees.');
    await until(() => results().length > 0);
    expect(results()).to.deep.equal(['result of slow, to be responded to: It is 20 degrees.']);
    expect(rig.snapshot.phase, 'until the response begins').to.equal('thinking');
    expect(rig.snapshot.work).to.equal(undefined);
  });

  it('asks for one response when several tools run side by side: with the last result', async () => {
    const finish: Record<string, () => void> = {};
    const waiting = (name: string) =>
      tool(name, {execute: () => new Promise<string>(resolve => (finish[name] = () => resolve(name)))});
    await open({tools: [waiting('one'), waiting('two')]});
    rig.session.says(called('one'), called('two'));
    await until(() => Object.keys(finish).length === 2);
    finish.two!();
    await until(() => results().length === 1);
    finish.one!();
    await until(() => results().length === 2);
    expect(results()).to.deep.equal(['result of two: two', 'result of one, to be responded to: one']);
  });

  it('asks the user about what a server is to carry out, and passes the answer on', async () => {
    await open({tools: [tool('any')]});
    const ask = {type: 'approval-requested', name: 'delete_page', server: 'wiki'} as const;
    rig.session.says({...ask, requestId: 'a', arguments: '{"page": 7}'});
    rig.session.says({...ask, requestId: 'b', arguments: 'no JSON'});
    await until(() => events.filter(({type}) => type === 'voice-tool-approval').length === 2);
    const [first, second] = events.filter(
      (event): event is VoiceToolApprovalEvent => event.type === 'voice-tool-approval',
    );
    expect(first).to.deep.include({name: 'delete_page', callId: 'a', arguments: {page: 7}});
    expect(second).to.include({arguments: 'no JSON'});
    rig.conversation.approve('a');
    rig.conversation.reject('b', 'Not that one');
    await until(() => rig.session.log.includes('refused b'));
    expect(rig.session.log).to.include('approved a');
  });

  it('asks also where the page itself brings nothing', async () => {
    events.length = 0;
    rig = new Rig();
    record(rig.conversation, events, ...toolEvents);
    await rig.conversation.start();
    rig.session.says({type: 'approval-requested', requestId: 'a', name: 'send', arguments: '{}'});
    await until(() => events.some(({type}) => type === 'voice-tool-approval'));
    rig.conversation.approve('a');
    await until(() => rig.session.log.includes('approved a'));
  });

  it('tells the page’s context as it opens, when it changes, and again to another session', async () => {
    await open({context: {basket: 1}});
    const contexts = () => rig.session.log.filter(line => line.startsWith('context'));
    await until(() => contexts().length === 1);
    void rig.conversation.configure({session: rig.session, context: {basket: 2}});
    rig.session.lose();
    await rig.reaches('listening');
    const told = (count: number) => `context page: About this page: {"basket":${count}}`;
    expect(contexts()).to.deep.equal([told(1), told(2), told(2)]);
  });

  it('goes on without a context that JSON cannot carry', async () => {
    const context: Record<string, unknown> = {};
    context.itself = context;
    await open({context, tools: [tool('fine')]});
    rig.session.says(called('fine'));
    await until(() => results().length > 0);
    expect(results()).to.deep.equal(['result of fine, to be responded to: fine is done']);
  });

  it('silences what a guardrail forbids, tells the assistant why, and has it say something else', async () => {
    const execute = ({agentOutput}: {agentOutput: string}) => ({
      tripwireTriggered: agentOutput.includes('secret'),
      outputInfo: 'No secrets.',
    });
    await open({guardrails: [{name: 'discretion', execute}], tools: [tool('any')]});
    rig.session.speaks('answer', 'The secret is 42.');
    rig.session.says({
      type: 'response-finished',
      responseId: 'response-answer',
      status: 'completed',
      audible: true,
    });
    await until(() => rig.session.log.at(-1) === 'response');
    expect(rig.session.log.slice(-3, -1).join()).to.match(/^interrupt,context : .*discretion.*No secrets\./);
    expect(events.map(({type}) => type)).to.include('voice-guardrail');
  });

  it('heeds the guardrails of the page also beside an agent, where the session has no place for one', async () => {
    stub(console, 'error', () => {}); // The agent's engine is not loaded.
    const execute = ({agentOutput}: {agentOutput: string}) => ({
      tripwireTriggered: agentOutput.includes('secret'),
    });
    await open({agent: {}, guardrails: [{name: 'discretion', execute}], tools: [tool('any')]});
    rig.session.says({type: 'turn-text', id: 'answer', role: 'assistant', text: 'A secret.', final: true});
    await until(() => events.some(({type}) => type === 'voice-guardrail'));
  });

  it('takes back what a guardrail stopped: it is not shown, told as a message, nor told to another session', async () => {
    const execute = ({agentOutput}: {agentOutput: string}) => ({
      tripwireTriggered: agentOutput.includes('secret'),
    });
    await open({guardrails: [{name: 'discretion', execute}], tools: [tool('any')]});
    const messages: string[] = [];
    rig.conversation.addEventListener('voice-message', ({turn}) => messages.push(turn.text));
    rig.session.speaks('hello', 'Good morning.');
    rig.session.says(
      {type: 'response-finished', responseId: 'response-hello', status: 'completed', audible: true},
      {type: 'turn-finished', id: 'hello'},
      {type: 'playback-stopped', cut: false},
    );
    rig.session.speaks('answer', `${'The secret is 42. '.repeat(8)}`);
    await until(() => rig.session.log.at(-1) === 'response');
    rig.session.says({type: 'turn-text', id: 'answer', role: 'assistant', text: 'The secret', final: true});
    expect(rig.transcript, 'nothing else is marked').to.deep.equal(['assistant: Good morning.']);
    expect(messages).to.deep.equal(['Good morning.']);
    rig.session.lose();
    await rig.reaches('listening');
    expect(rig.session.histories.at(-1)!.map(({text}) => text)).to.deep.equal(['Good morning.']);
  });

  it('tells another session of a call under way, and its result to that one', async () => {
    let finish: ((output: string) => void) | undefined;
    const execute = () => new Promise<string>(resolve => (finish = resolve));
    await open({tools: [tool('slow', {execute})]});
    rig.session.says(called('slow', {a: 1}));
    await until(() => finish !== undefined, 'the tool runs');
    rig.session.lose();
    await rig.reaches('thinking');
    expect(rig.session.toolCalls).to.deep.equal([{callId: 'slow', name: 'slow', arguments: '{"a":1}'}]);
    finish!('done');
    await until(() => results().length > 0);
    expect(results()).to.deep.equal(['result of slow, to be responded to: done']);
    expect(
      rig.session.log.filter(line => line === 'response'),
      'a response of its own',
    ).to.deep.equal([]);
  });

  it('cuts what a tool throws to a length that a channel carries', async () => {
    const execute = () => {
      throw new Error('x'.repeat(100_000));
    };
    await open({tools: [tool('broken', {execute})]});
    rig.session.says(called('broken'));
    await until(() => results().length > 0);
    expect(results()[0]!.length).to.be.within(9_000, 11_000);
  });

  it('says so when a result is too long even then, and goes on', async () => {
    await open({tools: [tool('long', {execute: () => 'x'.repeat(9_000)})]});
    const {sendToolResult} = rig.session;
    rig.session.sendToolResult = function (callId, output, options) {
      if (output.length > 1_000) throw new VoiceError('too-large');
      sendToolResult.call(this, callId, output, options);
    };
    rig.session.says(called('long'));
    await until(() => results().length > 0);
    expect(results()[0]).to.include('too long');
    expect(rig.snapshot.work).to.equal(undefined);
  });

  it('stops a tool that the session does not wait for any more, and tells it nothing', async () => {
    let stop: AbortSignal | undefined;
    const execute = (_: unknown, signal: AbortSignal) => {
      stop = signal;
      return new Promise<string>(() => {});
    };
    await open({tools: [tool('slow', {execute})]});
    rig.session.says(called('slow'));
    await until(() => stop !== undefined, 'the tool runs');
    rig.session.says({type: 'tool-cancelled', callId: 'slow'});
    await until(() => stop!.aborted, 'the tool is told to stop');
    expect(rig.snapshot).to.include({phase: 'listening'});
    expect(results()).to.deep.equal([]);
  });

  it('asks another session for one response to the results that it is told at once', async () => {
    const finish: Record<string, () => void> = {};
    const waiting = (name: string) =>
      tool(name, {execute: () => new Promise<string>(resolve => (finish[name] = () => resolve(name)))});
    await open({tools: [waiting('one'), waiting('two')]});
    rig.session.openings.unshift('wait');
    rig.session.says(called('one'), called('two'));
    await until(() => Object.keys(finish).length === 2, 'both tools run');
    rig.session.lose();
    finish.one!();
    finish.two!();
    await until(() => events.filter(({type}) => type === 'voice-tool-result').length === 2);
    await until(() => rig.session.toolCalls.length === 2, 'another session begins to open');
    rig.session.open();
    await until(() => results().length === 2);
    expect(results()).to.deep.equal(['result of one: one', 'result of two, to be responded to: two']);
  });

  it('remembers what was always allowed of a server’s tool, and of no other one of that name', async () => {
    await open({tools: [tool('delete', {needsApproval: true})]});
    const asked = () => events.filter(({type}) => type === 'voice-tool-approval').length;
    const ask = {type: 'approval-requested', name: 'delete', server: 'wiki', arguments: '{}'} as const;
    rig.session.says({...ask, requestId: 'a'});
    await until(() => asked() === 1);
    rig.conversation.approve('a', true);
    await until(() => rig.session.log.includes('approved a'));
    rig.session.says({...ask, requestId: 'b'});
    await until(() => rig.session.log.includes('approved b'));
    expect(asked()).to.equal(1);
    rig.session.says(called('delete'));
    await until(() => asked() === 2, 'the page’s own tool asks');
    expect(results()).to.deep.equal([]);
  });

  it('comes to an end with a tool whose result the session cannot be told', async () => {
    await open({tools: [tool('any')]});
    rig.session.sendToolResult = () => {
      throw new Error('not now');
    };
    rig.session.says(called('any'));
    await rig.until(({work, phase}) => !work && phase === 'listening');
    expect(rig.snapshot.error?.code).to.equal('internal');
  });

  it('checks each turn of a session that has no responses', async () => {
    const checked: string[] = [];
    const execute = ({agentOutput}: {agentOutput: string}) => {
      checked.push(agentOutput);
      return {tripwireTriggered: agentOutput.includes('secret')};
    };
    await open({guardrails: [{name: 'discretion', execute}], tools: [tool('any')]});
    const says = (id: string, text: string) =>
      rig.session.says({type: 'turn-text', id, role: 'assistant', text, final: true});
    const tripped = (times: number) =>
      until(() => events.filter(({type}) => type === 'voice-guardrail').length === times);
    says('1', 'A secret.');
    await tripped(1);
    says('2', 'Another secret.');
    await tripped(2);
    expect(checked).to.deep.equal(['A secret.', 'Another secret.']);
  });

  it('says its greeting to the next session where the first was lost before a word', async () => {
    await open({greeting: 'Say hello.', tools: [tool('any')]});
    expect(rig.session.log).to.include('response: Say hello.');
    rig.session.lose();
    await rig.reaches('listening');
    expect(rig.session.log.at(-1)).to.equal('response: Say hello.');
  });
});
