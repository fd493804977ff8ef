import {expect} from '@open-wc/testing';
import {Rig} from '../helpers/rig.js';
import {restoreStubs} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('Tools of a page in full duplex', () => {
  let rig: Rig;
  const results = () => rig.session.log.filter(line => line.startsWith('result'));

  beforeEach(async () => {
    rig = new Rig({tools: [{name: 'look_up', execute: () => 'Three teas.'}]});
    await rig.conversation.start();
    const {capabilities} = rig.session;
    rig.session.says({type: 'capabilities-changed', capabilities: {...capabilities, turns: false}});
    await until(() => rig.session.tools.length > 0, 'the tools are declared');
    rig.session.says({type: 'tool-called', callId: 'call-1', name: 'look_up', arguments: '{}'});
    await until(() => results().length > 0);
  });

  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('are told of again to another session where the assistant had not spoken since', async () => {
    rig.session.lose();
    await until(() => results().length === 2);
    expect(rig.session.toolCalls.map(({callId}) => callId)).to.deep.equal(['call-1']);
  });

  it('are known once the assistant has spoken, and told to no other session', async () => {
    rig.session.says({type: 'playback-started'}, {type: 'playback-stopped', cut: false});
    rig.session.lose();
    await rig.until(({sessionId}) => sessionId === 'call-2');
    await rig.reaches('listening');
    expect(rig.session.toolCalls).to.deep.equal([]);
    expect(results()).to.have.length(1);
  });
});
