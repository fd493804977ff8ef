import {expect} from '@open-wc/testing';
import type {RealtimeAgentRun} from '../../../src/backends/openai-realtime/agent-run.js';
import type {Turn} from '../../../src/state/turns.js';
import {FakeCall} from '../../helpers/fake-call.js';
import {until} from '../../helpers/until.js';
import {answerBegins, heard, hello, response, type WireEvent} from '../../helpers/wire.js';

const respond = {respond: true};
const item = {type: 'function_call', call_id: 'call_1', name: 'light', arguments: '{"on":true}'};
/** A page that brings something into the call from its start. */
const withTools: object = {tools: []};
const done = (status: string, ...output: readonly object[]): WireEvent => ({
  type: 'response.done',
  response: response('resp_1', status, output),
});
const itemDone = (of: object): WireEvent => ({
  type: 'response.output_item.done',
  response_id: 'resp_1',
  item: of,
});

describe('A call of a tool over the OpenAI protocol', () => {
  let call: FakeCall;
  const called = () => call.events.filter(event => event.type === 'tool-called');
  beforeEach(async () => {
    call = new FakeCall();
    await call.start(withTools);
    call.reported();
  });
  afterEach(() => call.session.stop());

  it('is told before the response that makes it has finished', () => {
    call.connection.says(answerBegins(hello)[0]!, itemDone(item), done('completed', item));
    expect(called()).to.deep.equal([
      {type: 'tool-called', callId: 'call_1', name: 'light', arguments: '{"on":true}'},
    ]);
    expect(call.reported()).to.deep.equal(['response-started', 'tool-called', 'response-finished']);
  });

  it('is told once, however often and wherever the server tells it', () => {
    call.connection.says(itemDone(item), itemDone(item), done('completed', item), done('completed', item));
    expect(called()).to.have.lengthOf(1);
  });

  it('is told where only one of two events has it', () => {
    call.connection.says(itemDone(item), done('completed'));
    call.connection.says(done('completed', {...item, call_id: 'call_2'}));
    expect(called().map(({callId}) => callId)).to.deep.equal(['call_1', 'call_2']);
  });

  for (const status of ['cancelled', 'failed'])
    it(`is none where the response is ${status}`, () => {
      call.connection.says(itemDone(item), done(status, item));
      expect(called()).to.deep.equal([]);
    });

  it('is none where it is cut off, or has no id', () => {
    call.connection.says(done('incomplete', {...item, status: 'incomplete'}, {...item, call_id: ''}));
    expect(called()).to.deep.equal([]);
  });

  it('of an earlier session is told to the next one, whose results then belong to it', async () => {
    const past: Turn = {id: 'item_1', role: 'user', text: 'Light, please', final: true, interrupted: false};
    await call.start(
      {...withTools, voice: 'marin'},
      [past],
      [{callId: 'call_1', name: 'light', arguments: '{"on":true}'}],
    );
    expect(call.reported()).to.deep.equal(['session-opened']);
    call.session.sendToolResult('call_1', '{"ok":true}', respond);
    const [update, turn, ...rest] = call.connection.sent;
    expect([update!.type, turn!.type]).to.deep.equal(['session.update', 'conversation.item.create']);
    expect(rest).to.deep.equal([
      {
        type: 'conversation.item.create',
        item: {type: 'function_call', call_id: 'call_1', name: 'light', arguments: '{"on":true}'},
      },
      {
        type: 'conversation.item.create',
        item: {type: 'function_call_output', call_id: 'call_1', output: '{"ok":true}'},
      },
      {type: 'response.create'},
    ]);
  });

  it('of an earlier session is not made again when the next one echoes it', async () => {
    await call.start(withTools, [], [{callId: 'call_1', name: 'light', arguments: '{}'}]);
    call.reported();
    call.connection.says({type: 'conversation.item.added', item: {...item, id: 'item_1'}});
    expect(call.reported()).to.deep.equal([]);
  });
});

describe('A tool that the server runs', () => {
  const request = {
    id: 'mcpr_1',
    type: 'mcp_approval_request',
    name: 'book',
    arguments: '{"seats":2}',
    server_label: 'tickets',
  };
  const asked = {type: 'approval-requested', requestId: 'mcpr_1', name: 'book', arguments: '{"seats":2}'};
  let call: FakeCall;
  const requests = () => call.events.filter(event => event.type === 'approval-requested');
  beforeEach(async () => {
    call = new FakeCall();
    await call.start(withTools);
    call.reported();
  });
  afterEach(() => call.session.stop());

  it('asks for approval before the response that wants it has finished', () => {
    call.connection.says(answerBegins(hello)[0]!, done('completed', request));
    expect(requests()).to.deep.equal([{...asked, server: 'tickets'}]);
    expect(call.reported()).to.deep.equal(['response-started', 'approval-requested', 'response-finished']);
  });

  it('asks once, however often and wherever the server tells it', () => {
    const added: WireEvent = {type: 'conversation.item.added', item: request};
    call.connection.says(added, itemDone(request), {...added, type: 'conversation.item.created'});
    call.connection.says(done('completed', request));
    expect(requests()).to.have.lengthOf(1);
  });

  it('asks without the name of the server where that is not told', () => {
    call.connection.says({type: 'conversation.item.added', item: {...request, server_label: undefined}});
    expect(requests()).to.deep.equal([asked]);
  });

  it('asks also where the page brings nothing else into the call, however the server tells it', async () => {
    for (const event of [
      {type: 'conversation.item.added', item: request},
      itemDone(request),
      done('completed', request),
    ] satisfies WireEvent[]) {
      await call.start({tools: undefined});
      call.reported();
      call.connection.says(event);
      await until(() => requests().length);
      expect(requests()).to.deep.equal([{...asked, server: 'tickets'}]);
    }
  });

  it('is told the answer, and the model is to say something to it', () => {
    call.connection.says(done('completed', request));
    call.session.answerApproval('mcpr_1', true);
    expect(call.connection.sent.splice(0)).to.deep.equal([
      {
        type: 'conversation.item.create',
        item: {type: 'mcp_approval_response', approval_request_id: 'mcpr_1', approve: true},
      },
      {type: 'response.create'},
    ]);
  });

  it('is told why not', () => {
    call.session.answerApproval('mcpr_1', false, 'The user said no.');
    expect(call.connection.sent[0]!.item).to.deep.equal({
      type: 'mcp_approval_response',
      approval_request_id: 'mcpr_1',
      approve: false,
      reason: 'The user said no.',
    });
  });

  it('is told the answer at once, and responded to once the user has spoken', () => {
    call.connection.says(done('completed', request), heard(hello)[0]!);
    call.session.answerApproval('mcpr_1', true);
    expect(call.connection.names()).to.deep.equal(['conversation.item.create']);
  });

  it('is the affair of the agent where there is one', () => {
    const heardByAgent: unknown[] = [];
    const agent: RealtimeAgentRun = {
      attached: () => {},
      message: event => heardByAgent.push(event),
      close: () => {},
    };
    call.session.attachAgent(agent);
    call.connection.says(done('completed', request));
    expect(requests()).to.deep.equal([]);
    expect(heardByAgent).to.deep.equal([done('completed', request)]);
  });
});
