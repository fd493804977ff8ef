import {expect} from '@open-wc/testing';
import {Clock} from '../../helpers/clock.js';
import {restoreStubs} from '../../helpers/stub.js';
import {AgentRig} from './agent-rig.js';

describe('The work of an agent', () => {
  let clock: Clock;
  let rig: AgentRig;

  const told = () =>
    rig
      .told()
      .flatMap(event => (event.type.startsWith('work-') && 'id' in event ? [event.type, event.id] : []));

  beforeEach(async () => {
    clock = new Clock();
    rig = new AgentRig();
    await rig.agent.working;
  });
  afterEach(() => {
    rig.close();
    expect(clock.running, 'no timer outlives the call').to.equal(0);
    restoreStubs();
  });

  it('is over after two minutes where its answer never comes', () => {
    rig.tool('t1', true);
    clock.passAtOnce(119_000);
    expect(told()).to.deep.equal(['work-started', 't1']);
    clock.passAtOnce(1_000);
    expect(told()).to.deep.equal(['work-finished', 't1']);
    rig.tool('t1', false);
    expect(told(), 'what ended is not ended again').to.deep.equal([]);
  });

  it('takes as long as it gives signs of life', () => {
    const loads = () =>
      rig.agent.read({type: 'mcp_tool_call', mcp_tool_call: {tool_call_id: 'm1', state: 'loading'}});
    loads();
    clock.passAtOnce(100_000);
    loads();
    clock.passAtOnce(100_000);
    expect(told()).to.deep.equal(['work-started', 'm1']);
    rig.agent.read({type: 'mcp_tool_call', mcp_tool_call: {tool_call_id: 'm1', state: 'success'}});
    expect(told()).to.deep.equal(['work-finished', 'm1']);
  });

  it('is told also where it began before what knows of it was there', async () => {
    const early = new AgentRig();
    early.tool('t1', true);
    early.tool('t1', false);
    expect(early.told()).to.deep.equal([]);
    await early.agent.working;
    await Promise.resolve();
    expect(early.told().map(({type}) => type)).to.deep.equal(['work-started', 'work-finished']);
    early.close();
  });

  it('is over where the user interrupts it', () => {
    rig.tool('t1', true);
    rig.tool('t2', true);
    rig.agent.read({type: 'interruption', interruption_event: {event_id: 2}});
    expect(told().slice(4)).to.deep.equal(['work-finished', 't1', 'work-finished', 't2']);
    rig.tool('t1', false);
    expect(told()).to.deep.equal([]);
  });

  it('is over before the next turn of the user is told, and not for silence', () => {
    rig.tool('t1', true);
    rig.hears('...');
    expect(told()).to.deep.equal(['work-started', 't1']);
    rig.hears('Never mind.');
    expect(rig.told().map(({type}) => type)).to.deep.equal([
      'work-finished',
      'speech-started',
      'speech-stopped',
      'turn-text',
      'input-committed',
    ]);
  });

  it('goes on while the agent, which cannot be interrupted, speaks on', () => {
    rig.speaks('I look.');
    rig.tool('t1', true);
    rig.hears('Thanks.');
    expect(told()).to.deep.equal(['work-started', 't1']);
  });

  it('is not told any more once the call is over', () => {
    rig.tool('t1', true);
    rig.told();
    rig.close();
    rig.tool('t2', true);
    clock.passAtOnce(200_000);
    expect(told()).to.deep.equal([]);
  });
});
