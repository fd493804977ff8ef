import {expect} from '@open-wc/testing';
import type {AgentChannel, RealtimeAgentRun} from '../../../src/backends/openai-realtime/agent-run.js';
import type {ToolDefinition} from '../../../src/session/session-event.js';
import {FakeCall} from '../../helpers/fake-call.js';
import {until} from '../../helpers/until.js';
import {response, type WireEvent} from '../../helpers/wire.js';

const light: ToolDefinition = {
  name: 'light',
  description: 'Switches the light',
  parameters: {type: 'object'},
};
const door: ToolDefinition = {name: 'door', parameters: {type: 'object'}};
const own = {type: 'function', name: 'lookup_order', parameters: {type: 'object'}};
const hosted = {type: 'mcp', server_label: 'tickets', server_url: 'https://tickets.example'};

/** A page that brings something into the call from its start. */
const withTools: object = {tools: []};

const told = (type: 'created' | 'updated', ...tools: readonly object[]): WireEvent => ({
  type: `session.${type}`,
  session: {type: 'realtime', id: 'sess_1', tools},
});
const asFunction = (tool: ToolDefinition) =>
  JSON.parse(JSON.stringify({type: 'function', ...tool})) as object;

describe('Tools over the OpenAI protocol', () => {
  let call: FakeCall;
  /** The tools that the server was told since this was last asked, one list an update. */
  const updates = () =>
    call.connection.sent.splice(0).map(event => {
      const {tools} = JSON.parse(JSON.stringify(event.session)) as {
        readonly tools: readonly {name: string}[];
      };
      return tools;
    });
  const names = () => updates().map(tools => tools.map(({name}) => name));
  const calls = (name: string, callId = `call_${name}`) => {
    call.reported();
    const output = [{type: 'function_call', call_id: callId, name, arguments: '{}'}];
    call.connection.says({type: 'response.done', response: response(`resp_${callId}`, 'completed', output)});
    return call.reported().includes('tool-called');
  };
  beforeEach(async () => {
    call = new FakeCall();
    await call.start(withTools);
  });
  afterEach(() => call.session.stop());

  it('are declared as functions', () => {
    call.session.setTools([light, door]);
    expect(updates()).to.deep.equal([[asFunction(light), asFunction(door)]]);
  });

  it('are declared beside those that the server has', () => {
    call.connection.says(told('created', own));
    call.session.setTools([light]);
    expect(updates()).to.deep.equal([[own, asFunction(light)]]);
  });

  it('are declared again where it turns out that the server has others', () => {
    call.session.setTools([light]);
    expect(names()).to.deep.equal([['light']]);
    call.connection.says(told('created', own));
    expect(names()).to.deep.equal([['lookup_order', 'light']]);
    call.connection.says(told('updated', asFunction(light)), told('updated', own, asFunction(light)));
    expect(names()).to.deep.equal([]);
    call.session.setTools([door]);
    expect(names()).to.deep.equal([['lookup_order', 'door']]);
  });

  it('keep those that the server got from elsewhere meanwhile, until they go', () => {
    call.connection.says(told('created'));
    call.session.setTools([light]);
    call.connection.says(told('updated', asFunction(light), own));
    expect(names()).to.deep.equal([['light']]);
    call.session.setTools([door]);
    expect(names()).to.deep.equal([['lookup_order', 'door']]);
    call.connection.says(told('updated', asFunction(door)));
    call.session.setTools([light]);
    expect(names()).to.deep.equal([['light']]);
  });

  it('leave those of the server when they go', () => {
    call.connection.says(told('created', own));
    call.session.setTools([light]);
    call.connection.says(told('updated', own, asFunction(light)));
    call.session.setTools([]);
    expect(names()).to.deep.equal([['lookup_order', 'light'], ['lookup_order']]);
  });

  it('take the place of those of the server that have the same name', () => {
    call.connection.says(told('created', own));
    const lookup = {...light, name: 'lookup_order'};
    call.session.setTools([lookup]);
    expect(updates()).to.deep.equal([[asFunction(lookup)]]);
    expect(calls('lookup_order')).to.equal(true);
  });

  it('are not declared again where nothing has changed', () => {
    call.connection.says(told('created', own));
    call.session.setTools([]);
    expect(names()).to.deep.equal([]);
    call.session.setTools([light]);
    call.session.setTools([{...light}]);
    expect(names()).to.have.lengthOf(1);
  });

  it('are not declared again because the server tells them back in words of its own', () => {
    call.session.setTools([light]);
    call.connection.says(told('created', own));
    names();
    for (let count = 0; count < 3; count++)
      call.connection.says(told('updated', {...own, strict: null}, {...asFunction(light), strict: false}));
    expect(names()).to.deep.equal([]);
  });

  it('are left alone by a server that does not tell its tools', () => {
    call.session.setTools([light]);
    call.connection.says(
      {type: 'session.created', session: {id: 'sess_1'}},
      {type: 'session.updated', session: {id: 'sess_1', tools: 'none'}},
    );
    expect(names()).to.deep.equal([['light']]);
    expect(calls('light')).to.equal(true);
  });

  it('are told anew to another session, with what that one has', async () => {
    call.connection.says(told('created', own));
    call.session.setTools([light]);
    await call.start(withTools);
    call.connection.says(told('created'));
    expect(names()).to.deep.equal([]);
    call.session.setTools([light]);
    expect(names()).to.deep.equal([['light']]);
  });

  it('are called by the page where they are its own, or there is none of that name', () => {
    call.connection.says(told('created', own));
    call.session.setTools([light]);
    expect(calls('light')).to.equal(true);
    expect(calls('no_such_tool')).to.equal(true);
  });

  it('are left to the server where they are its own, also those that it got meanwhile', () => {
    call.connection.says(told('created', own));
    call.session.setTools([light]);
    call.connection.says(told('updated', own, {...own, name: 'refund'}, asFunction(light)));
    names();
    expect(calls('lookup_order')).to.equal(false);
    expect(calls('refund')).to.equal(false);
    expect(call.connection.sent).to.deep.equal([]);
  });

  describe('that come in the middle of a call', () => {
    beforeEach(async () => {
      await call.start({tools: undefined});
    });
    const declared = () => until(() => call.connection.sent.length);

    it('are declared beside those that the server has, wherever it got them from', async () => {
      call.connection.says(told('created', own), told('updated', own, {...own, name: 'refund'}));
      call.session.setTools([light]);
      await declared();
      expect(names()).to.deep.equal([['lookup_order', 'refund', 'light']]);
      expect(calls('refund')).to.equal(false);
      expect(calls('light')).to.equal(true);
    });

    it('are declared as they were set last', async () => {
      call.session.setTools([light]);
      call.session.setTools([door]);
      await until(() => call.connection.sent.length === 2);
      expect(names()).to.deep.equal([['light'], ['door']]);
    });

    it('are none that the server calls before', () => {
      call.connection.says(told('created', own));
      expect(calls('lookup_order')).to.equal(false);
      expect(call.connection.sent).to.deep.equal([]);
    });
  });

  describe('that an agent has the server run', () => {
    let channel: AgentChannel;
    beforeEach(() => {
      const agent: RealtimeAgentRun = {
        attached: given => (channel = given),
        message: () => {},
        close: () => {},
      };
      call.session.attachAgent(agent);
    });

    it('are declared beside those of the page', () => {
      call.connection.says(told('created', own));
      channel.useHostedTools([hosted]);
      call.session.setTools([light]);
      expect(updates()).to.deep.equal([
        [own, hosted],
        [own, hosted, asFunction(light)],
      ]);
    });

    it('take the place of what the server has under the same label, and go again', () => {
      call.connection.says(told('created', {...hosted, server_url: 'https://old.example'}));
      channel.useHostedTools([hosted]);
      expect(updates()).to.deep.equal([[hosted]]);
      call.connection.says(told('updated', hosted));
      channel.useHostedTools([]);
      expect(updates().at(-1)).not.to.deep.include(hosted);
    });
  });
});
