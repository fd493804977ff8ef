import {expect} from '@open-wc/testing';
import {ConnectionError, ConnectionState, DisconnectReason, Track} from 'livekit-client';
import {agentMethods} from '../../../src/backends/livekit/agent.js';
import {VoiceError} from '../../../src/state/voice-error.js';
import {Clock} from '../../helpers/clock.js';
import {rejection} from '../../helpers/rejection.js';
import {Sound} from '../../helpers/sound.js';
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
    expect(capabilities).to.include({
      interrupt: 'server',
      bargeIn: false,
      context: true,
      history: true,
      pushToTalk: 'turn',
    });
    expect(call.of('session-opened')[0]!.sessionId).to.equal('room-1');
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

  it('tells the agent of what was said before and of the language, in this order', async () => {
    call.settings = {...call.settings, language: 'fr'};
    await call.start({
      history: [{id: 't1', role: 'user', text: 'Du thé ?', final: true, interrupted: false}],
    });
    await until(() => call.room.asked.length === 2, 'the agent is told');
    expect(call.room.asked).to.deep.equal([
      {method: 'voice.history', payload: {turns: [{role: 'user', text: 'Du thé ?'}]}},
      {method: 'voice.settings', payload: {language: 'fr'}},
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

  it('is over where the agent leaves in order', async () => {
    call.room.emit('participantDisconnected', call.room.agent, DisconnectReason.CLIENT_INITIATED);
    await until(() => call.reported().length > 2, 'the end is reported');
    expect(call.reported().at(-1)).to.equal('session-ended');
    expect(call.room.isOpen).to.equal(false);
  });

  it('is lost where the agent breaks down', async () => {
    call.room.emit('participantDisconnected', call.room.agent, DisconnectReason.STATE_MISMATCH);
    await until(() => call.reported().length > 2, 'the end is reported');
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

  it('goes on where the library begins anew: it tells that all have left, and makes other objects of them', async () => {
    const {room} = call;
    const again = {...room.agent};
    room.emit('participantDisconnected', room.agent, undefined);
    room.state = ConnectionState.Reconnecting;
    room.emit('reconnecting');
    room.remoteParticipants.set('agent', again as never);
    await Promise.resolve();
    room.state = ConnectionState.Connected;
    room.emit('reconnected');
    again.attributes['lk.agent.state'] = 'thinking';
    room.emit('participantAttributesChanged');
    expect(call.reported().slice(2)).to.deep.equal([
      'session-stalled',
      'session-resumed',
      'response-started',
    ]);
  });

  it('has the microphone as the page wanted it meanwhile, once it is repaired', async () => {
    const sound = new Sound();
    call.session.setMicrophone(sound.track);
    await until(() => call.room.published, 'it is sent');
    call.room.state = ConnectionState.SignalReconnecting;
    call.room.emit('signalReconnecting');
    call.session.setMuted(true);
    call.room.state = ConnectionState.Connected;
    call.room.emit('reconnected');
    await until(() => call.room.published?.isMuted, 'it is muted');
    sound.stop();
  });

  it('is told to play the voice of the agent, and not what sounds beside it', () => {
    const voice = new Sound();
    const keyboard = new Sound();
    const {room} = call;
    const track = ({track: mediaStreamTrack}: Sound) => ({kind: Track.Kind.Audio, mediaStreamTrack});
    room.emit('trackSubscribed', track(voice), {source: Track.Source.Microphone}, room.agent);
    room.emit('trackSubscribed', track(keyboard), {source: Track.Source.Unknown}, room.agent);
    expect(call.of('output').map(({stream}) => stream.getTracks())).to.deep.equal([[voice.track]]);
    for (const sound of [voice, keyboard]) sound.stop();
  });

  it('tells an agent what it announces to take only later', async () => {
    const late = new RoomCallOfTest([]);
    late.settings = {...late.settings, language: 'fr'};
    await late.start({
      history: [{id: 't1', role: 'user', text: 'Du thé ?', final: true, interrupted: false}],
    });
    late.session.sendContext('The page is about tea.', 'page');
    late.session.sendContext('The page is about coffee.', 'page');
    late.room.announces(Object.values(agentMethods));
    await until(() => late.room.asked.length === 3, 'the agent is told');
    expect(late.room.asked.map(({method, payload}) => [method, payload.text])).to.deep.equal([
      ['voice.history', undefined],
      ['voice.settings', undefined],
      ['voice.context', 'The page is about coffee.'],
    ]);
    late.session.stop();
  });

  it('says nothing of others who leave', () => {
    call.room.emit('participantDisconnected', {identity: 'stranger'}, DisconnectReason.CLIENT_INITIATED);
    expect(call.reported()).to.have.length(2);
  });
});
