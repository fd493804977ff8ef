import {expect} from '@open-wc/testing';
import {ConnectionError, DisconnectReason} from 'livekit-client';
import {VoiceError} from '../../../src/state/voice-error.js';
import {Clock} from '../../helpers/clock.js';
import {rejection} from '../../helpers/rejection.js';
import {restoreStubs} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';
import {credentials, RoomCallOfTest} from './room-call.js';

async function failure(opened: Promise<void>): Promise<VoiceError> {
  const error = await rejection(opened);
  expect(error).to.be.an.instanceOf(VoiceError);
  return error as VoiceError;
}

describe('A room', () => {
  let call: RoomCallOfTest;
  beforeEach(() => (call = new RoomCallOfTest()));
  afterEach(() => {
    call.session.stop();
    restoreStubs();
  });

  const answering = (answer: unknown) => {
    call.settings = {getToken: () => Promise.resolve(answer as never)};
  };

  it('is open once its agent listens, and says what the agent takes', async () => {
    await call.start();
    expect(call.reported()).to.deep.equal(['capabilities-changed', 'session-opened']);
    const {capabilities} = call.of('capabilities-changed')[0]!;
    expect(capabilities).to.include({interrupt: 'server', context: true, history: true, pushToTalk: 'turn'});
    expect(call.of('session-opened')[0]!.sessionId).to.equal('RM_1');
  });

  it('offers only what an agent takes that announces nothing', async () => {
    call = new RoomCallOfTest([]);
    await call.start();
    const {capabilities} = call.of('capabilities-changed')[0]!;
    expect(capabilities).to.include({
      interrupt: 'local',
      bargeIn: false,
      text: true,
      context: false,
      history: false,
      pushToTalk: 'mute',
    });
  });

  it('takes the older names of an endpoint', async () => {
    answering({serverUrl: 'wss://voice.example', participantToken: 'a.b.c'});
    await call.start();
    expect(call.room.isOpen).to.equal(true);
  });

  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['text', 'a.b.c', 'token-shape'],
    ['no token', {server_url: 'wss://voice.example'}, 'token-shape'],
    ['no server', {participant_token: 'a.b.c'}, 'token-shape'],
    ['an address that is none', {...credentials, server_url: 'voice.example'}, 'token-shape'],
    ['a script for an address', {...credentials, server_url: 'javascript:alert(1)'}, 'token-shape'],
    ['a token that is none', {...credentials, participant_token: 'ek_1'}, 'token-shape'],
    ['a long-lived key', {...credentials, participant_token: 'sk-proj-abcdefgh12345678'}, 'token-secret'],
  ];
  for (const [name, answer, code] of wrong)
    it(`is not entered where the endpoint answers with ${name}`, async () => {
      answering(answer);
      expect((await failure(call.start())).code).to.equal(code);
      expect(call.rooms.some(({isOpen}) => isOpen)).to.equal(false);
    });

  const refusals: readonly (readonly [ConnectionError, object])[] = [
    [ConnectionError.notAllowed('token a.b.c is expired', 401), {code: 'connect-status', status: 401}],
    [ConnectionError.serverUnreachable('wss://voice.example?access_token=a.b.c'), {code: 'connect-network'}],
    [ConnectionError.timeout('late'), {code: 'connect-timeout'}],
    [ConnectionError.serviceNotFound('none', 'v0-rtc'), {code: 'connect-status', status: 404}],
    [ConnectionError.websocket('refused', 503), {code: 'connect-status', status: 503}],
  ];
  for (const [refusal, expected] of refusals)
    it(`explains a refusal, without the token: ${refusal.reasonName}`, async () => {
      call.prepare = room => (room.refuses = refusal);
      const error = await failure(call.start());
      expect(error).to.include(expected);
      expect(JSON.stringify([error, error.message, error.help, String(error.cause)])).to.not.contain('a.b.c');
    });

  it('is left where no agent comes, with a sentence about agents', async () => {
    const clock = new Clock();
    call.prepare = room => (room.agentJoins = () => {});
    const opened = failure(call.start());
    await clock.pass(20_000);
    const error = await opened;
    expect(error).to.include({code: 'connect-timeout', detail: 'agent'});
    expect(error.help).to.contain('worker');
    expect(call.room.isOpen).to.equal(false);
  });

  it('fails where it is closed before the agent listens', async () => {
    call.prepare = room => (room.agentJoins = () => room.disconnected(DisconnectReason.ROOM_DELETED));
    expect((await failure(call.start())).code).to.equal('connect-network');
  });

  it('tells the agent of the language and of what was said before, in this order', async () => {
    call.settings = {...call.settings, language: 'fr'};
    await call.start({
      history: [{id: 't1', role: 'user', text: 'Du thé ?', final: true, interrupted: false}],
    });
    await until(() => call.room.asked.length === 2, 'the agent is told');
    expect(call.room.asked).to.deep.equal([
      {method: 'voice.settings', payload: {language: 'fr'}},
      {method: 'voice.history', payload: {turns: [{role: 'user', text: 'Du thé ?'}]}},
    ]);
  });
});

describe('An open room', () => {
  let call: RoomCallOfTest;
  beforeEach(async () => {
    call = new RoomCallOfTest();
    await call.start();
  });
  afterEach(() => call.session.stop());

  it('is over where the agent leaves in order', () => {
    call.room.emit('participantDisconnected', call.room.agent, DisconnectReason.CLIENT_INITIATED);
    expect(call.reported().at(-1)).to.equal('session-ended');
    expect(call.room.isOpen).to.equal(false);
  });

  it('is lost where the agent breaks down', () => {
    call.room.emit('participantDisconnected', call.room.agent, DisconnectReason.STATE_MISMATCH);
    expect(call.reported().at(-1)).to.equal('session-lost');
  });

  it('stands still while the library repairs it, and goes on', () => {
    const {room} = call;
    room.emit('signalReconnecting');
    room.emit('reconnecting');
    room.emit('reconnected');
    expect(call.reported().slice(2)).to.deep.equal(['session-stalled', 'session-resumed']);
  });

  it('is lost where it is repaired without its agent', () => {
    const {room} = call;
    room.emit('reconnecting');
    room.remoteParticipants.clear();
    room.emit('reconnected');
    expect(call.reported().slice(2)).to.deep.equal(['session-stalled', 'session-lost']);
  });

  it('says nothing of others who leave', () => {
    call.room.emit('participantDisconnected', {identity: 'stranger'}, DisconnectReason.CLIENT_INITIATED);
    expect(call.reported()).to.have.length(2);
  });
});
