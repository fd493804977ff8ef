import {expect} from '@open-wc/testing';
import {PageTools} from '../../../src/backends/openai-live/page-tools.js';
import {permissionsIn} from '../../../src/backends/openai-live/permissions.js';
import type {ToolDefinition} from '../../../src/session/session-event.js';
import {allowing, FakeLiveCall, liveSession} from '../../helpers/fake-live-call.js';

const tool = (name: string): ToolDefinition => ({
  name,
  description: `Does ${name}.`,
  parameters: {type: 'object'},
});
const hosted = {type: 'web_search'};
const hostsOrder = {type: 'function', name: 'order', parameters: {}, strict: true};
const session = liveSession({
  delegation: {type: 'responses', responses: {model: 'gpt-5.6', tools: [hosted, hostsOrder]}},
});

interface Update {
  readonly session: {readonly delegation: {readonly responses: {readonly tools: readonly object[]}}};
}

describe('The tools of the page, with GPT-Live,', () => {
  const rig = () => {
    const sent: object[] = [];
    const tools = new PageTools(event => sent.push(event));
    /** The tools that were declared since this was last asked. */
    const declared = () =>
      sent.splice(0).map(event => {
        const {tools} = (event as Update).session.delegation.responses;
        const delegation = {type: 'responses', responses: {tools}};
        expect(event).to.deep.equal({type: 'session.update', session: {delegation}});
        return tools;
      });
    return {tools, declared};
  };

  it('are declared beside those of the host, and nothing else is changed', () => {
    const {tools, declared} = rig();
    tools.set([tool('look_up'), {name: 'wait', parameters: {}}], session);
    expect(declared()).to.deep.equal([
      [
        hosted,
        hostsOrder,
        {
          type: 'function',
          name: 'look_up',
          description: 'Does look_up.',
          parameters: {type: 'object'},
          strict: false,
        },
        {type: 'function', name: 'wait', parameters: {}, strict: false},
      ],
    ]);
  });

  it('take the place of one of the host that has the same name', () => {
    const {tools, declared} = rig();
    tools.set([tool('order')], session);
    const names = declared().map(list => list.map(item => (item as {name?: string}).name));
    expect(names).to.deep.equal([[undefined, 'order']]);
  });

  it('are not declared while there never were any', () => {
    const {tools, declared} = rig();
    tools.set([], session);
    expect(declared()).to.deep.equal([]);
  });

  it('are declared again when they change, and only then; the host’s stay as they were', () => {
    const {tools, declared} = rig();
    tools.set([tool('look_up')], session);
    const [first] = declared();
    // As the server describes the session from now on.
    const updated = liveSession({delegation: {type: 'responses', responses: {tools: first}}});
    tools.set([tool('look_up')], updated);
    expect(declared()).to.deep.equal([]);
    tools.set([tool('order')], updated);
    expect(declared()[0]).to.have.length(2);
    tools.set([], updated);
    expect(declared()).to.deep.equal([[hosted, hostsOrder]]);
    tools.set([], updated);
    expect(declared()).to.deep.equal([]);
  });

  for (const [what, tools] of [
    ['none', undefined],
    ['no list', {length: 1}],
    ['odd ones', [null, 7, 'tool', []]],
  ] as const)
    it(`are declared alone where the host has ${what}`, () => {
      const {tools: own, declared} = rig();
      own.set([tool('look_up')], liveSession({delegation: {type: 'responses', responses: {tools}}}));
      expect(declared()[0]).to.have.length(1);
    });

  it('are declared anew to the session that follows', async () => {
    const call = new FakeLiveCall();
    await call.open();
    call.session.setTools([tool('look_up')]);
    expect(call.connection.names()).to.deep.equal(['session.update']);
    call.connection.listener.lost();
    call.session.stop();
    const opened = call.start();
    call.says({type: 'session.started', session});
    await opened;
    expect(call.connection.names()).to.deep.equal(['session.update']);
    call.session.stop('stopped');
  });

  it('are not declared where the host does that', async () => {
    for (const more of [
      allowing('response.item.create', 'response.create'),
      {delegation: {type: 'client'}},
    ]) {
      const call = new FakeLiveCall();
      await call.open(more);
      call.session.setTools([tool('look_up')]);
      expect(call.connection.sent).to.deep.equal([]);
      call.session.stop('stopped');
    }
  });
});

describe('What the page may send', () => {
  it('is what the host says', () => {
    const allows = permissionsIn(liveSession(allowing('session.close')));
    expect(allows('session.close')).to.equal(true);
    expect(allows('session.update')).to.equal(false);
    expect(permissionsIn(liveSession(allowing()))('session.close')).to.equal(false);
  });

  it('is everything where the host says nothing', () => {
    for (const client of [undefined, null, {}, {data_channel: null}, {data_channel: {}}])
      expect(permissionsIn(liveSession({client}))('session.update')).to.equal(true);
  });
});
