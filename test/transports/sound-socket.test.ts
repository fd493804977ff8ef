import {expect} from '@open-wc/testing';
import type {PcmAudio} from '../../src/audio/pcm-audio.js';
import {maxMessageLength, SoundSocket} from '../../src/transports/sound-socket.js';
import {SocketWatch} from '../../src/transports/socket-watch.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {Clock} from '../helpers/clock.js';
import {FakeSocket, stubWebSocket} from '../helpers/fake-socket.js';
import {rejection, voiceError} from '../helpers/rejection.js';
import {restoreStubs, stub} from '../helpers/stub.js';

const address = 'wss://voice.example/talk';
const told = {
  captured() {},
  playing() {},
  starved() {},
  ended() {},
  interrupted() {},
};
const watched = {stalled() {}, resumed() {}, lost() {}};

describe('A WebSocket with sound', () => {
  let sockets: readonly FakeSocket[];
  let wire: SoundSocket;
  let audioClosed: number;
  const {signal} = new AbortController();

  beforeEach(() => {
    sockets = stubWebSocket();
    audioClosed = 0;
    wire = new SoundSocket(() => ({close: () => audioClosed++}) as unknown as PcmAudio, told);
  });
  afterEach(() => {
    wire.close();
    restoreStubs();
  });

  const opened = async () => {
    const opening = wire.open(address, signal, {protocols: ['voice']});
    await sockets.at(-1)!.opens();
    await opening;
    return sockets.at(-1)!;
  };

  it('opens by the protocols that it is given, and carries messages once it is open', async () => {
    const opening = wire.open(address, signal, {protocols: ['voice']});
    expect(wire.send('{}')).to.equal(false);
    wire.sendSound('{}', false);
    expect(sockets[0]).to.deep.include({url: address, protocols: ['voice'], sent: []});
    await sockets[0]!.opens();
    await opening;
    expect(wire.send('{"type":"hello"}')).to.equal(true);
    wire.sendSound('{"type":"sound"}', false);
    expect(sockets[0]!.sent).to.deep.equal([{type: 'hello'}, {type: 'sound'}]);
  });

  it('sends nothing that is too large for servers', async () => {
    const socket = await opened();
    expect(() => wire.send(`"${'x'.repeat(maxMessageLength)}"`))
      .to.throw(VoiceError)
      .with.property('code', 'too-large');
    expect(socket.sent).to.deep.equal([]);
  });

  it('tells why a server closes it, once it is found out', async () => {
    const reason = new VoiceError('connect-status', {status: 402});
    const opening = wire.open(address, signal, {refused: () => Promise.resolve(reason)});
    sockets[0]!.closes(1_008);
    expect(await rejection(opening)).to.equal(reason);
  });

  it('asks for no reason where the connection was open', async () => {
    let asked = 0;
    const opening = wire.open(address, signal, {refused: () => asked++});
    await sockets[0]!.opens();
    await opening;
    sockets[0]!.closes(1_008);
    expect(asked).to.equal(0);
  });

  it('is given up, and closed, where nothing comes of it within 15 s', async () => {
    const clock = new Clock();
    const opening = voiceError(wire.open(address, signal), 'connect-timeout');
    await clock.pass(14_900);
    expect(sockets[0]!.readyState).to.equal(FakeSocket.CONNECTING);
    await clock.pass(200);
    await opening;
    expect(sockets[0]!.readyState).to.equal(FakeSocket.CLOSING);
    expect(clock.running).to.equal(0);
  });

  it('is closed where the call ends before it is open, even by a time that is up', async () => {
    const abort = new AbortController();
    const opening = rejection(wire.open(address, abort.signal));
    const reason = new DOMException('The page has no more time', 'TimeoutError');
    abort.abort(reason);
    expect(await opening).to.equal(reason);
    expect(sockets[0]!.readyState).to.equal(FakeSocket.CLOSING);
  });

  it('quotes no address or token where it cannot be made', async () => {
    const secret = 'ek_secret';
    for (const [name, code] of [
      ['SyntaxError', 'token-shape'],
      ['SecurityError', 'connect-network'],
    ] as const) {
      const refuse = class {
        constructor() {
          throw new DOMException(`No such subprotocol: ${secret}`, name);
        }
      };
      stub(globalThis, 'WebSocket', refuse as unknown as typeof WebSocket);
      const error = await voiceError(wire.open(address, signal), code);
      expect(`${String(error)} ${String(error.cause)}`).not.to.include(secret);
    }
  });

  it('leaves no timer, socket or sound when it is closed', async () => {
    const clock = new Clock();
    const socket = await opened();
    wire.watch = new SocketWatch(socket as unknown as WebSocket, watched);
    wire.close();
    expect([clock.running, audioClosed, socket.readyState]).to.deep.equal([0, 1, FakeSocket.CLOSING]);
    expect(wire.send('{}')).to.equal(false);
  });
});
