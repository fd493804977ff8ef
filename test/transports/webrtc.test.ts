import {expect} from '@open-wc/testing';
import type {WireObject} from '../../src/session/json.js';
import type {ConnectionOptions} from '../../src/transports/connection.js';
import {WebRTCConnection} from '../../src/transports/webrtc.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {Answerer} from '../helpers/answerer.js';
import {Clock} from '../helpers/clock.js';
import {rejection, voiceError} from '../helpers/rejection.js';
import {Sound} from '../helpers/sound.js';
import {never, restoreStubs, stub, stubFetch} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

/** What a connection reports. */
class Listener {
  readonly messages: unknown[] = [];
  lostCount = 0;
  readonly stalls: string[] = [];
  stream: MediaStream | null = null;
  readonly message = (event: WireObject) => void this.messages.push(event);
  readonly output = (stream: MediaStream) => void (this.stream = stream);
  readonly stalled = () => void this.stalls.push('stalled');
  readonly resumed = () => void this.stalls.push('resumed');
  readonly report = () => {};
  readonly lost = () => void this.lostCount++;
  readonly ended = () => void this.stalls.push('ended');
}

describe('A connection over WebRTC', () => {
  let connection: WebRTCConnection;
  let answerer: Answerer;
  let listener: Listener;
  let call: AbortController;
  let peers: RTCPeerConnection[];
  const open = (options: Partial<ConnectionOptions> = {}) =>
    connection.open({
      url: '/calls',
      token: Promise.resolve('ek_1'),
      signal: call.signal,
      channelLabel: 'oai-events',
      listener,
      ...options,
    });
  const allClosed = () => peers.every(peer => peer.signalingState === 'closed');

  beforeEach(() => {
    peers = [];
    answerer = new Answerer();
    stub(
      globalThis,
      'RTCPeerConnection',
      class extends RTCPeerConnection {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          peers.push(this);
        }
      },
    );
    connection = new WebRTCConnection();
    listener = new Listener();
    call = new AbortController();
  });
  afterEach(() => {
    connection.close();
    answerer.close();
    expect(allClosed()).to.equal(true);
    restoreStubs();
  });

  it('offers sound both ways and a channel, with the token in a header and nowhere else', async () => {
    const seen = stubFetch(answerer.answer);
    expect(await open()).to.equal('rtc_1');
    const [{url, method, headers, init}] = seen as [(typeof seen)[0]];
    expect([url, method]).to.deep.equal(['/calls', 'POST']);
    expect(headers.get('Authorization')).to.equal('Bearer ek_1');
    expect(headers.get('Content-Type')).to.equal('application/sdp');
    expect(init.credentials).to.equal('omit');
    expect(answerer.offer)
      .to.include('a=sendrecv')
      .and.to.include('m=application')
      .and.not.to.include('ek_1');
  });

  it('carries events both ways', async () => {
    stubFetch(answerer.answer);
    await open();
    const received = answerer.next();
    const channel = await answerer.channel;
    expect(channel.label).to.equal('oai-events');
    connection.send({type: 'response.create'});
    expect(await received).to.deep.equal({type: 'response.create'});
    channel.send('{"type":"session.created"}');
    await until(() => listener.messages.length > 0);
    expect(listener.messages).to.deep.equal([{type: 'session.created'}]);
  });

  it('drops what is no event, and goes on', async () => {
    stubFetch(answerer.answer);
    await open();
    const channel = await answerer.channel;
    for (const message of ['{', '[]', '7', '{}', '{"type":7}']) channel.send(message);
    channel.send(new ArrayBuffer(8));
    channel.send('{"type":"session.created"}');
    await until(() => listener.messages.length > 0);
    expect(listener.messages).to.deep.equal([{type: 'session.created'}]);
  });

  it('plays the assistant also where the answer names no stream', async () => {
    const sound = new Sound();
    answerer = new Answerer(sound.track, sdp => sdp.replace(/a=msid:.*\r\n/g, 'a=msid:-\r\n'));
    stubFetch(answerer.answer);
    await open();
    await until(() => listener.stream !== null);
    expect(listener.stream!.getAudioTracks()).to.have.lengthOf(1);
    sound.stop();
  });

  it('hears the assistant, and how loud', async () => {
    const sound = new Sound();
    answerer = new Answerer(sound.track);
    stubFetch(answerer.answer);
    expect(connection.outputLevel()).to.equal(0);
    await open();
    await until(() => listener.stream !== null);
    const audio = Object.assign(new Audio(), {srcObject: listener.stream});
    await audio.play();
    await until(() => connection.outputLevel() >= 0.05);
    audio.srcObject = null;
    sound.stop();
  });

  it('sends the microphone that comes before, and the one that comes in its place', async () => {
    const [first, second] = [new Sound(), new Sound()];
    connection.setMicrophone(first.track);
    stubFetch(answerer.answer);
    await open();
    const sender = () => peers[0]!.getSenders()[0]!;
    expect(sender().track).to.equal(first.track);
    connection.setMicrophone(second.track);
    await until(() => sender().track === second.track);
    expect((await answerer.heard).kind).to.equal('audio');
    connection.setMicrophone(null);
    await until(() => !sender().track);
    for (const sound of [first, second]) sound.stop();
  });

  it('refuses to send what the channel cannot carry, and goes on', async () => {
    stubFetch(answerer.answer);
    await open();
    const received = answerer.next();
    await answerer.channel;
    const limit = 65_536;
    stub(peers[0]!.sctp!, 'maxMessageSize', limit); // Firefox's own is a gigabyte.
    for (const text of ['x'.repeat(limit), 'ü'.repeat(limit / 2)])
      expect(() => connection.send({text}))
        .to.throw(VoiceError)
        .with.property('code', 'too-large');
    connection.send({text: 'ü'.repeat(100)});
    expect(await received).to.deep.equal({text: 'ü'.repeat(100)});
  });

  it('is lost when the server closes the channel, and told so once', async () => {
    stubFetch(answerer.answer);
    await open();
    (await answerer.channel).close();
    await until(() => listener.lostCount > 0);
    expect(allClosed()).to.equal(true);
    answerer.close();
    connection.close();
    expect(listener.lostCount).to.equal(1);
  });

  it('is not lost when we close it', async () => {
    stubFetch(answerer.answer);
    await open();
    const channel = await answerer.channel;
    const gone = new Promise(resolve => (channel.onclose = resolve));
    connection.close();
    await gone;
    expect(listener.lostCount).to.equal(0);
    connection.send({type: 'response.create'});
    expect(connection.outputLevel()).to.equal(0);
  });

  it('is lost when its network fails, and when it does not come back in time', async () => {
    stubFetch(answerer.answer);
    await open();
    const clock = new Clock();
    const becomes = (state: RTCPeerConnectionState) => {
      const [peer] = peers as [RTCPeerConnection];
      stub(peer, 'connectionState', state);
      // Not dispatched: Firefox has only events of its own reach this handler.
      peer.onconnectionstatechange!(new Event('connectionstatechange'));
    };
    becomes('disconnected');
    await clock.pass(2_900);
    becomes('connected');
    await clock.pass(5_000);
    expect(listener.lostCount).to.equal(0);
    becomes('disconnected');
    await clock.pass(3_100);
    expect(listener.lostCount).to.equal(1);
  });

  it('stalls while its checks stay unanswered, and resumes with the first sign of life', async () => {
    stubFetch(answerer.answer);
    await open();
    let checks = 4;
    let answers = 4;
    stub(peers[0]!, 'getStats', () =>
      Promise.resolve(
        new Map<string, object>([
          ['T', {id: 'T', type: 'transport', selectedCandidatePairId: 'P', bytesReceived: 900}],
          ['P', {id: 'P', type: 'candidate-pair', requestsSent: checks, responsesReceived: answers}],
        ]),
      ),
    );
    const measured = async (sent: number, answered: number) => {
      [checks, answers] = [sent, answered];
      await connection.measure();
    };
    await measured(5, 4);
    await measured(9, 4);
    expect(listener.stalls).to.deep.equal([]);
    const clock = new Clock();
    await measured(10, 4);
    await measured(30, 4);
    expect(listener.stalls).to.deep.equal(['stalled']);
    await measured(31, 5);
    expect(listener.stalls).to.deep.equal(['stalled', 'resumed']);
    await clock.pass(10_000);
    expect(listener.lostCount).to.equal(0);
    await measured(40, 5);
    await clock.pass(6_100);
    expect(listener.lostCount).to.equal(1);
    expect(await connection.measure()).to.equal(null);
  });

  it('fails as the token does, without asking the server', async () => {
    const seen = stubFetch(answerer.answer);
    const refused = new VoiceError('token-shape');
    expect(await rejection(open({token: Promise.reject(refused)}))).to.equal(refused);
    expect(seen.length).to.equal(0);
    expect(allClosed()).to.equal(true);
  });

  it('fails with the status of a server that refuses', async () => {
    stubFetch(new Response('{"error":{"message":"Bad token ek_1"}}', {status: 401}));
    const error = await voiceError(open(), 'connect-status');
    expect(error.status).to.equal(401);
    expect(`${error.message} ${error.help} ${error.detail}`).not.to.include('ek_1');
    expect(allClosed()).to.equal(true);
  });

  it('fails with the code that such a server gives, and when to try again', async () => {
    const body = {error: {code: 'insufficient_quota', message: 'Your key ek_1 is used up'}};
    stubFetch(Response.json(body, {status: 429, headers: {'Retry-After': '20'}}));
    const error = await voiceError(open(), 'connect-status');
    expect(error).to.include({status: 429, detail: 'insufficient_quota', retryAfter: 20});
    expect(error.help).to.include('429, insufficient_quota').and.not.to.include('ek_1');
  });

  it('fails when the server cannot be reached', async () => {
    const down = new TypeError('Failed to fetch');
    stubFetch(down);
    expect((await voiceError(open(), 'connect-network')).cause).to.equal(down);
    expect(allClosed()).to.equal(true);
  });

  for (const [what, body] of [
    ['empty', ''],
    ['HTML', '<!doctype html>'],
    ['JSON', '{"sdp":"v=0"}'],
    ['broken SDP', 'v=0\r\nnonsense'],
  ] as const)
    it(`fails when the answer is ${what}`, async () => {
      stubFetch(new Response(body, {status: 201}));
      await voiceError(open(), 'connect-answer');
      expect(allClosed()).to.equal(true);
    });

  it('fails when no answer comes in time', async () => {
    stubFetch(never);
    const clock = new Clock();
    const opening = voiceError(open(), 'connect-timeout');
    await clock.armed(15_000);
    await clock.pass(15_000);
    await opening;
    expect(clock.running).to.equal(0);
  });

  it('fails when the channel does not open in time', async () => {
    // A server that answers and then never comes: its candidates are taken out.
    answerer = new Answerer(undefined, sdp => sdp.replace(/a=candidate:.*\r\n/g, ''));
    stubFetch(answerer.answer);
    // The server may go as soon as its answer is taken: from then on the page waits for the channel.
    const {setRemoteDescription} = RTCPeerConnection.prototype as {
      setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void>;
    };
    const taken = new Promise<void>(resolve => {
      stub(
        RTCPeerConnection.prototype,
        'setRemoteDescription',
        function (this: RTCPeerConnection, description: RTCSessionDescriptionInit) {
          const set = setRemoteDescription.call(this, description);
          return description.type === 'answer' ? set.finally(resolve) : set;
        },
      );
    });
    const clock = new Clock();
    const opening = voiceError(open(), 'connect-timeout');
    await taken;
    answerer.close();
    await clock.armed(10_000);
    await clock.pass(10_000);
    await opening;
    expect(clock.running).to.equal(0);
  });

  it('is given up with the call, wherever it stands', async () => {
    call.abort(new DOMException('Stopped', 'AbortError'));
    expect(await rejection(open())).to.equal(call.signal.reason);

    call = new AbortController();
    const seen = stubFetch(never);
    const asked = rejection(open());
    await until(() => seen.length);
    call.abort(new DOMException('Stopped', 'AbortError'));
    expect(await asked).to.equal(call.signal.reason);

    call = new AbortController();
    answerer.close();
    answerer = new Answerer(undefined, sdp => sdp.replace(/a=candidate:.*\r\n/g, ''));
    stubFetch(answerer.answer);
    const opening = rejection(open());
    await until(() => peers.at(-1)?.signalingState === 'stable' && peers.at(-1)?.remoteDescription);
    call.abort(new DOMException('Stopped', 'AbortError'));
    expect(await opening).to.equal(call.signal.reason);
    expect(allClosed()).to.equal(true);
  });

  it('says so where the browser has no WebRTC', async () => {
    stub(globalThis, 'RTCPeerConnection', undefined);
    expect((await voiceError(open(), 'unsupported')).detail).to.equal('webrtc');
  });

  it('says so where a policy or an extension has WebRTC throw', async () => {
    const blocked = new DOMException('', 'NotAllowedError');
    stub(globalThis, 'RTCPeerConnection', function () {
      throw blocked;
    });
    const seen = stubFetch(answerer.answer);
    expect(await voiceError(open(), 'unsupported')).to.include({detail: 'webrtc', cause: blocked});
    expect(seen).to.deep.equal([]);
  });
});
