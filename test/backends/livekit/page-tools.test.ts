import {expect} from '@open-wc/testing';
import {rejection} from '../../helpers/rejection.js';
import {until} from '../../helpers/until.js';
import {RoomCallOfTest} from './room-call.js';

const tool = {name: 'add_to_cart', parameters: {type: 'object'}};

describe('A tool of the page, in a room', () => {
  let call: RoomCallOfTest;
  beforeEach(async () => {
    call = new RoomCallOfTest();
    call.session.setTools([tool]);
    await call.start();
  });
  afterEach(() => call.session.stop());

  it('is called by its name, and answers with what it returned', async () => {
    const told = call.room.call('add_to_cart', {product: 'tea'});
    await until(() => call.of('tool-called').length, 'the call');
    const {callId, name, arguments: args} = call.of('tool-called')[0]!;
    expect([name, args]).to.deep.equal(['add_to_cart', '{"product":"tea"}']);
    call.session.sendToolResult(callId, 'Added.', {respond: true});
    expect(await told).to.equal('Added.');
  });

  it('is not run for anyone but the agent', async () => {
    const refused = await rejection(call.room.call('add_to_cart', {}, 'stranger'));
    expect(String(refused)).to.contain('Only the agent');
    expect(call.of('tool-called')).to.deep.equal([]);
  });

  it('can be called while the page has it, and no longer', async () => {
    call.session.setTools([tool, {...tool, name: 'other'}]);
    expect(call.room.methods).to.include.members(['add_to_cart', 'other']);
    call.session.setTools([{...tool, name: 'other'}]);
    expect(call.room.methods).to.include('other').and.not.include('add_to_cart');
  });

  it('leaves the question of an agent for approval as it is, whatever it is called', () => {
    call.session.setTools([{...tool, name: 'voice.approve'}]);
    expect(call.room.methods.filter(name => name === 'voice.approve')).to.have.length(1);
  });

  it('is not to be run any more once the agent has given up', async () => {
    const refused = rejection(call.room.call('add_to_cart', {}, 'agent', 20));
    await until(() => call.of('tool-cancelled').length, 'the call is taken back');
    expect(call.of('tool-cancelled')[0]!.callId).to.equal(call.of('tool-called')[0]!.callId);
    expect(String(await refused)).to.contain('in time');
  });

  it('can be called beside the conversation, and leaves no response open', async () => {
    const told = call.room.call('add_to_cart', {}, 'agent', 60_000, 'listening');
    await until(() => call.of('tool-called').length, 'the call');
    call.session.sendToolResult(call.of('tool-called')[0]!.callId, 'Added.', {respond: true});
    await told;
    await until(() => call.of('response-finished').length === 2, 'the end of what began');
    expect(call.of('response-started')).to.have.length(2);
  });

  it('is answered once, also where the page answers twice', async () => {
    const told = call.room.call('add_to_cart', {});
    await until(() => call.of('tool-called').length, 'the call');
    const {callId} = call.of('tool-called')[0]!;
    call.session.sendToolResult(callId, 'One', {respond: true});
    call.session.sendToolResult(callId, 'Two', {respond: true});
    expect(await told).to.equal('One');
  });
});

describe('An agent that asks for approval', () => {
  it('is told yes or no, and why; what it asks may be of any shape', async () => {
    const call = new RoomCallOfTest();
    await call.start();
    for (const payload of [
      {name: 'cancel_order', arguments: {order: '42'}, server: 'shop'},
      ['no', 'shape'],
    ]) {
      const {length} = call.of('approval-requested');
      const told = call.room.call('voice.approve', payload);
      await until(() => call.of('approval-requested').length > length, 'the question');
      call.session.answerApproval(call.of('approval-requested').at(-1)!.requestId, false, 'Too late.');
      expect(JSON.parse(await told)).to.deep.equal({approved: false, reason: 'Too late.'});
    }
    const [first, second] = call.of('approval-requested');
    expect(first).to.include({name: 'cancel_order', arguments: '{"order":"42"}', server: 'shop'});
    expect(second).to.include({name: '', arguments: '{}'});
    call.session.stop();
  });
});
