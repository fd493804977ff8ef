import {expect} from '@open-wc/testing';
import {DisconnectReason} from 'livekit-client';
import {until} from '../../helpers/until.js';
import type {ProtoField} from './obedient-room.js';
import {RoomCallOfTest} from './room-call.js';

/** Numbers of the fields of a message about the session. */
const failure: ProtoField = [3, [15, [1, 'sk-not-to-be-told']]];
const speaks: ProtoField = [3, [11, [1, 1]]];
const listens: ProtoField = [3, [11, [2, 1]]];

/** Messages of the session are read from streams: not in the task in which they come. */
async function tell({room}: RoomCallOfTest, message: ProtoField): Promise<void> {
  room.tellsSession(message);
  for (let task = 0; task < 5; task++) await Promise.resolve();
}

describe('What fails in an agent', () => {
  let call: RoomCallOfTest;
  beforeEach(async () => {
    call = new RoomCallOfTest();
    await call.start();
  });
  afterEach(() => call.session.stop());

  const fails = () => tell(call, failure);
  const problems = () => call.of('problem').map(({error}) => [error.code, error.detail]);
  const statuses = () => call.of('response-finished').map(({status}) => status);
  const failed = ['response-failed', 'agent'];

  it('is told as the response ends that it was made for, so that it stays on the screen', async () => {
    call.room.is('thinking');
    await fails();
    expect(problems()).to.deep.equal([]);
    call.room.is('listening');
    expect(call.reported().slice(-2)).to.deep.equal(['response-finished', 'problem']);
    expect([statuses(), problems()]).to.deep.equal([['completed'], [failed]]);
    expect(JSON.stringify(call.events)).not.to.contain('sk-');
  });

  it('is told of a response that begins only after it', async () => {
    await fails();
    call.room.is('thinking');
    call.room.is('listening');
    expect([statuses(), problems()]).to.deep.equal([['completed'], [failed]]);
  });

  it('is not told where the agent tried again, and spoke', async () => {
    await fails();
    call.room.is('thinking');
    await fails();
    call.room.is('speaking');
    call.room.is('listening');
    expect([statuses(), problems()]).to.deep.equal([['completed'], []]);
  });

  it('is told in the end where it broke off what was said', async () => {
    call.room.is('speaking');
    await fails();
    call.room.is('listening');
    expect([statuses(), problems()]).to.deep.equal([['completed'], [failed]]);
    expect(call.of('playback-stopped')[0]).to.include({cut: false});
  });

  it('is told after a while where there is no response to what the person said', async () => {
    await tell(call, speaks);
    await fails();
    await fails();
    await until(() => problems().length, 'the failure is told');
    expect([statuses(), problems()]).to.deep.equal([[], [failed]]);
  });

  it('has ended the call for good where the agent leaves after it, unless it was heard again', async () => {
    await fails();
    call.room.emit('participantDisconnected', call.room.agent, DisconnectReason.CLIENT_INITIATED);
    await until(() => call.reported().at(-1) === 'session-failed', 'the call has failed');
    expect(call.of('session-failed')[0]!.error).to.include({code: 'connection-lost', detail: 'agent'});

    await call.start();
    await fails();
    call.room.is('speaking');
    call.room.emit('participantDisconnected', call.room.agent, DisconnectReason.CLIENT_INITIATED);
    await until(() => call.reported().includes('session-ended'), 'the call has ended');
  });
});

describe('An agent that takes typed words for spoken ones', () => {
  it('does not have the person speak, nor a turn without words', async () => {
    const call = new RoomCallOfTest();
    await call.start();
    call.room.localParticipant.sendText = () => Promise.resolve();
    call.session.sendText('Who are you?', 'typed', {respond: true});
    for (const message of [speaks, listens]) await tell(call, message);
    call.room.is('thinking');
    expect(call.reported().slice(2)).to.deep.equal(['response-started']);
    call.room.is('listening');
    await tell(call, speaks);
    expect(call.reported().at(-1)).to.equal('speech-started');
    call.session.stop();
  });
});
