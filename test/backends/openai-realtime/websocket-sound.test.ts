import {expect} from '@open-wc/testing';
import {MicrophoneError} from '../../../src/audio/microphone.js';
import type {PcmAudio, PcmListener} from '../../../src/audio/pcm-audio.js';
import {WebSocketConnection} from '../../../src/backends/openai-realtime/websocket.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import type {ConnectionListener} from '../../../src/transports/connection.js';
import {encodePcm} from '../../../src/transports/pcm-codec.js';
import {stubWebSocket, type FakeSocket} from '../../helpers/fake-socket.js';
import {voiceError} from '../../helpers/rejection.js';
import {restoreStubs} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';

describe('The sound of a connection over a WebSocket', () => {
  let connection: WebSocketConnection;
  /** Where its sound reports to. */
  let audio: PcmListener;
  let load: () => Promise<void>;
  let flush: () => Promise<void>;
  let reports: VoiceSessionEvent[];
  let messages: string[];
  let sockets: readonly FakeSocket[];

  const open = () => {
    const listener: ConnectionListener = {
      message: event => void messages.push(String(event.type)),
      output: () => {},
      stalled: () => {},
      resumed: () => {},
      report: event => void reports.push(event),
      lost: () => {},
    };
    const {signal} = new AbortController();
    const token = Promise.resolve('ek_1');
    return connection.open({url: 'wss://voice.example', token, signal, channelLabel: '', listener});
  };
  const connected = async (): Promise<FakeSocket> => {
    const opened = open();
    await until(() => sockets.length);
    const [socket] = sockets;
    await socket!.opens();
    socket!.says({type: 'session.created', session: {id: 'sess_1'}});
    await opened;
    messages.length = socket!.sent.length = 0;
    return socket!;
  };

  beforeEach(() => {
    [reports, messages] = [[], []];
    sockets = stubWebSocket();
    load = flush = () => Promise.resolve();
    connection = new WebSocketConnection(listener => {
      audio = listener;
      return {
        stream: new MediaStream(),
        load: () => load(),
        flush: () => flush(),
        start: () => {},
        push: () => {},
        complete: () => {},
        cut: () => [],
        setMicrophone: () => {},
        close: () => {},
      } as unknown as PcmAudio;
    });
  });
  afterEach(() => {
    connection.close();
    restoreStubs();
  });

  it('commits what was said after the last of it, and keeps to the order', async () => {
    const socket = await connected();
    let flushed = () => {};
    flush = () => new Promise(resolve => (flushed = resolve));
    connection.send({type: 'input_audio_buffer.commit'});
    connection.send({type: 'response.create'});
    expect(socket.sent).to.deep.equal([]);
    audio.captured({samples: new Int16Array(10), late: false});
    flushed();
    await until(() => socket.sent.length === 3);
    connection.send({type: 'conversation.item.create'});
    expect(socket.sent.map(({type}) => type)).to.deep.equal([
      'input_audio_buffer.append',
      'input_audio_buffer.commit',
      'response.create',
      'conversation.item.create',
    ]);
  });

  it('is not heard while the system stops all sound, says so, and goes on after that', async () => {
    const socket = await connected();
    const sound = encodePcm(new Int16Array(240).fill(1_000));
    const of = {response_id: 'r1', item_id: 'i1', content_index: 0};
    socket.says({type: 'response.output_audio.delta', ...of, delta: sound});
    audio.playing(1);
    expect([messages.splice(0), connection.outputLevel()]).to.deep.equal([
      ['output_audio_buffer.started'],
      1,
    ]);
    audio.interrupted(true);
    expect([messages.splice(0), connection.outputLevel()]).to.deep.equal([
      ['output_audio_buffer.stopped'],
      0,
    ]);
    expect(reports).to.have.lengthOf(1);
    expect(reports[0]).to.deep.include({type: 'problem'});
    expect(reports[0]).to.have.nested.property('error.code', 'playback-blocked');
    audio.interrupted(false);
    expect(messages.splice(0)).to.deep.equal(['output_audio_buffer.started']);
    expect(reports[1]).to.deep.equal({type: 'problem-solved', code: 'playback-blocked'});
  });

  it('says that the browser cannot do it where it does not take the microphone', async () => {
    load = () => Promise.reject(new MicrophoneError('unsupported'));
    await voiceError(open(), 'unsupported');
    load = () => Promise.reject(new DOMException('', 'AbortError'));
    expect(await voiceError(open(), 'connect-network')).to.include({detail: 'worklet'});
  });
});
