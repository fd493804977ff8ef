import {expect} from '@open-wc/testing';
import {Clock} from '../../helpers/clock.js';
import {restoreStubs} from '../../helpers/stub.js';
import {AgentRig} from './agent-rig.js';

describe('What the user says while an agent speaks that cannot be interrupted', () => {
  let clock: Clock;
  let rig: AgentRig;

  beforeEach(() => {
    clock = new Clock();
    rig = new AgentRig();
  });
  afterEach(() => {
    rig.close();
    expect(clock.running).to.equal(0);
    restoreStubs();
  });

  it('is a turn in the transcript, and takes nothing from the agent', () => {
    rig.speaks('One two three.');
    rig.told();
    rig.hears('Yes, yes.');
    expect(rig.told()).to.deep.equal([
      {type: 'turn-text', id: 'u1', role: 'user', text: 'Yes, yes.', final: true},
      {type: 'input-committed', responseFollows: false},
    ]);
    clock.passAtOnce(400);
    rig.fallsSilent();
    expect(rig.told().map(({type}) => type)).to.deep.equal([
      'response-finished',
      'playback-stopped',
      'turn-text',
    ]);
  });

  it('ends speech that had begun before the agent was heard', () => {
    rig.agent.read({type: 'vad_score', vad_score_event: {vad_score: 0.9}});
    rig.speaks('One two three.');
    rig.told();
    rig.hears('Yes.');
    expect(rig.told().map(({type}) => type)).to.deep.equal([
      'speech-stopped',
      'turn-text',
      'input-committed',
    ]);
    rig.agent.read({type: 'interruption', interruption_event: {event_id: 9}});
    rig.told();
    rig.hears('And now?');
    expect(
      rig.told().map(({type}) => type),
      'the next turn is one like any other',
    ).to.deep.equal(['turn-interrupted', 'speech-started', 'speech-stopped', 'turn-text', 'input-committed']);
  });

  it('is nothing where it is silence, or what was typed', () => {
    rig.agent.typed('Tea');
    rig.speaks('One two three.');
    rig.told();
    rig.hears('...');
    rig.hears('Tea');
    expect(rig.told()).to.deep.equal([]);
  });
});
