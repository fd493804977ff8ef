import {expect} from '@open-wc/testing';
import {engineSlot, type AgentEngine, type AgentHost} from '../../src/session/agent.js';
import type {VoiceGuardrailEvent} from '../../src/events/tools.js';
import {record} from '../helpers/recorded.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('A guardrail of an agent', () => {
  const slots = globalThis as {[engineSlot]?: AgentEngine};
  const before = slots[engineSlot];
  let rig: Rig;
  let host: AgentHost | undefined;
  let events: Event[];

  beforeEach(async () => {
    host = undefined;
    slots[engineSlot] = (_agent, _options, agentHost) => {
      host = agentHost;
      return {close() {}};
    };
    rig = new Rig({agent: {}});
    record(rig.conversation, (events = []), 'voice-guardrail');
    await rig.conversation.start();
    await until(() => host, 'the agent is there');
  });
  afterEach(() => {
    rig.end();
    slots[engineSlot] = before;
    restoreStubs();
  });

  const tripped = () => events.map(event => (event as VoiceGuardrailEvent).turnId);

  it('takes back the answer that it is about, also when the next one has begun', () => {
    rig.session.speaks('item_1~2', 'The secret');
    rig.session.speaks('item_12~2', 'Let us talk of something else');
    host!.guardrailTripped('No secrets', 'item_1~2');
    expect(tripped()).to.deep.equal(['item_1~2']);
    expect(rig.snapshot.turns.map(({id}) => id)).to.deep.equal(['item_12~2']);
  });

  it('takes back no other where the answer is not there yet, nor lets it come', () => {
    rig.session.speaks('item_1', 'Hello');
    host!.guardrailTripped('No secrets', 'item_2');
    expect(tripped()).to.deep.equal(['item_2']);
    rig.session.says({type: 'turn-text', id: 'item_2', role: 'assistant', text: 'The secret', final: true});
    expect(rig.snapshot.turns.map(({id}) => id)).to.deep.equal(['item_1']);
  });
});
