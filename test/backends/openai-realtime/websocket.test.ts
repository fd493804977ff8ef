import {expect} from '@open-wc/testing';
import type {PcmAudio} from '../../../src/audio/pcm-audio.js';
import {createWebSocketConnection} from '../../../src/backends/openai-realtime/websocket-with-sound.js';
import {WebSocketConnection} from '../../../src/backends/openai-realtime/websocket.js';
import type {WireObject} from '../../../src/session/json.js';
import {Clock} from '../../helpers/clock.js';
import {stubWebSocket, type FakeSocket} from '../../helpers/fake-socket.js';
import {voiceError} from '../../helpers/rejection.js';
import {restoreStubs, stub} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';

const address = 'wss://speech.shop.example/v1/realtime?model=shop';
const pcm = {type: 'audio/pcm', rate: 24_000};
const created = {
  type: 'session.created',
  session: {id: 'sess_1', audio: {input: {format: pcm}, output: {format: pcm}}},
};

/** Stands for microphone and speaker. */
const silence = () =>
  ({
    stream: new MediaStream(),
    load: () => Promise.resolve(),
    setMicrophone() {},
    start() {},
    close() {},
  }) as unknown as PcmAudio;

describe('A connection over a WebSocket', () => {
  let sockets: readonly FakeSocket[];
  let connection: WebSocketConnection;
  let heard: WireObject[];
  let ends: string[];

  const socketAt = async (index: number) => {
    await until(() => sockets.length > index);
    return sockets[index]!;
  };
  const open = (url = address) =>
    connection.open({
      url,
      token: Promise.resolve('ek_1'),
      signal: new AbortController().signal,
      channelLabel: '',
      listener: {
        message: event => heard.push(event),
        output() {},
        stalled() {},
        resumed() {},
        report: ({type}) => ends.push(type),
        lost: () => ends.push('lost'),
      },
    });
  /** An open call. */
  const opened = async (initial: object = created) => {
    const opening = open();
    const socket = await socketAt(0);
    await socket.opens();
    socket.says(initial);
    await opening;
    return socket;
  };

  beforeEach(() => {
    sockets = stubWebSocket();
    connection = new WebSocketConnection(silence);
    [heard, ends] = [[], []];
  });
  afterEach(() => {
    connection.close();
    restoreStubs();
  });

  it('offers the token as a subprotocol, and puts it nowhere else', async () => {
    const socket = await opened();
    expect(socket.protocols).to.deep.equal(['realtime', 'openai-insecure-api-key.ek_1']);
    expect(socket.url).to.equal(address);
    expect(sockets).to.have.lengthOf(1);
  });

  // First: the page remembers a server that closes soon after it was asked for a sign of life.
  describe('on which the server reports an error', () => {
    const refused = {
      type: 'error',
      error: {type: 'invalid_request_error', code: 'invalid_value', event_id: null},
    };

    it('tells of one that is about what was sent, however soon after a sign of life was asked for', async () => {
      const socket = await opened();
      connection.send({type: 'session.update', session: {type: 'realtime', audio: {output: {voice: 'x'}}}});
      socket.says(refused);
      expect(heard.at(-1)).to.deep.equal(refused);
    });

    for (const [what, error] of [
      ['quota', {type: 'insufficient_quota', code: 'insufficient_quota'}],
      ['the end of the session', {code: 'session_expired'}],
      ['the server', {type: 'server_error', message: 'The model broke'}],
    ] as const)
      it(`tells of one that is about ${what}, whatever was asked`, async () => {
        const clock = new Clock();
        const opening = open();
        for (let turn = 0; !sockets.length && turn < 100; turn++) await clock.pass(0);
        await sockets[0]!.opens();
        sockets[0]!.says(created);
        await opening;
        await clock.pass(3_100);
        sockets[0]!.says({type: 'error', error});
        expect(heard.at(-1)).to.deep.equal({type: 'error', error});
      });

    it('tells of none that names the sign of life', async () => {
      const socket = await opened();
      connection.send({type: 'response.create'});
      const messages = [
        {type: 'error', error: {event_id: 'sign_of_life', code: 'item_retrieve_invalid_item_id'}},
        {type: 'error', error: {message: 'Unknown or invalid event: conversation.item.retrieve'}},
        {type: 'error', error: {message: "the item with id 'sign_of_life' does not exist", event_id: null}},
        {type: 'conversation.item.retrieved', item: {}},
      ];
      socket.says(...messages);
      expect(heard).to.deep.equal([created]);
      const retrieved = {type: 'conversation.item.retrieved', item: {id: 'item_1'}};
      socket.says(retrieved);
      expect(heard.at(-1)).to.deep.equal(retrieved);
    });
  });

  describe('that the server closes', () => {
    for (const [code, what] of [
      [1000, 'says that this is a normal closure'],
      [1005, 'gives no code'],
    ] as const)
      it(`has ended, when the server ${what}`, async () => {
        (await opened()).closes(code);
        expect(ends).to.deep.equal(['session-ended']);
      });

    for (const code of [1001, 1006, 1011, 1012, 4000])
      it(`is lost, with ${code}`, async () => {
        (await opened()).closes(code);
        expect(ends).to.deep.equal(['lost']);
      });

    it('has neither ended nor is lost when the page closed it', async () => {
      const socket = await opened();
      connection.close();
      socket.closes(1000);
      expect(ends).to.deep.equal([]);
    });
  });

  describe('whose handshake fails', () => {
    it('is opened once more without subprotocols and without the token: some servers select none', async () => {
      const opening = open();
      (await socketAt(0)).closes();
      const second = await socketAt(1);
      expect(second.protocols).to.deep.equal([]);
      expect(second.url).to.equal(address);
      await second.opens();
      second.says(created);
      expect(await opening).to.equal('sess_1');
      expect(JSON.stringify(second.sent)).not.to.include('ek_1');
    });

    it('fails when that does not help, and is not opened a third time', async () => {
      const failing = voiceError(open(), 'connect-network');
      (await socketAt(0)).closes();
      (await socketAt(1)).closes();
      await failing;
      expect(sockets).to.have.lengthOf(2);
    });

    it('fails at once at OpenAI, which knows its subprotocols', async () => {
      const failing = voiceError(open('https://api.openai.com/v1/realtime/calls?model=m'), 'connect-network');
      (await socketAt(0)).closes();
      expect((await failing).detail).to.equal(undefined);
      expect(sockets).to.have.lengthOf(1);
    });

    it('says so where OpenAI was not told the model', async () => {
      const failing = voiceError(open('https://api.openai.com/v1/realtime/calls'), 'connect-network');
      (await socketAt(0)).closes();
      expect((await failing).detail).to.equal('no-model');
      expect(sockets).to.have.lengthOf(1);
    });

    it('is given up with the call', async () => {
      const abort = new AbortController();
      const nothing = () => {};
      const listener = {
        message: nothing,
        output: nothing,
        stalled: nothing,
        resumed: nothing,
        report: nothing,
        lost: nothing,
      };
      const token = Promise.resolve('ek_1');
      const opening = connection
        .open({url: address, token, signal: abort.signal, channelLabel: '', listener})
        .catch((error: unknown) => error);
      const socket = await socketAt(0);
      abort.abort();
      expect(await opening).to.equal(abort.signal.reason);
      expect(socket.readyState).to.equal(WebSocket.CLOSING);
      expect(sockets).to.have.lengthOf(1);
    });
  });

  it('fails with the reason that the server gave before it closed', async () => {
    const failing = voiceError(open(), 'connect-status');
    const socket = await socketAt(0);
    await socket.opens();
    socket.says({type: 'error', error: {code: 'insufficient_quota', message: 'Bad token ek_1'}});
    socket.closes(1008);
    const error = await failing;
    expect(error).to.include({status: 403, detail: 'insufficient_quota'});
    expect(`${error.message} ${error.help}`).not.to.include('ek_1');
  });

  it('tells a server that names no format which one it is, and no other', async () => {
    const socket = await opened({type: 'session.created', session: {id: 'sess_1', audio: {input: {}}}});
    const told = socket.sent.find(({type}) => type === 'session.update');
    expect(told?.session).to.deep.equal({
      type: 'realtime',
      audio: {input: {format: pcm}, output: {format: pcm}},
    });
    connection.close();
    connection = new WebSocketConnection(silence);
    sockets = stubWebSocket();
    expect((await opened()).told).to.deep.equal([]);
  });

  describe('in a browser without sound for pages', () => {
    const unsupported = async () => {
      connection = createWebSocketConnection();
      const error = await voiceError(open(), 'unsupported');
      expect(error.detail).to.equal('audio');
      expect(sockets).to.deep.equal([]);
    };

    it('says so where AudioContext is missing', () => {
      stub(globalThis, 'AudioContext', undefined);
      return unsupported();
    });

    it('says so where AudioContext throws', () => {
      stub(globalThis, 'AudioContext', function () {
        throw new DOMException('', 'NotAllowedError');
      });
      return unsupported();
    });

    it('says so where there are no worklets', () => {
      stub(AudioContext.prototype, 'audioWorklet', undefined);
      return unsupported();
    });
  });
});
