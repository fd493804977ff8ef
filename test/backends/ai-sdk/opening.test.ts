import {expect} from '@open-wc/testing';
import {FakeCodecCall} from '../../helpers/fake-codec-call.js';
import {Clock} from '../../helpers/clock.js';
import {voiceError} from '../../helpers/rejection.js';
import {restoreStubs} from '../../helpers/stub.js';
import {neutralModel} from '../../session/obedient-realtime-model.js';

describe('A call with a model of the AI SDK', () => {
  let call: FakeCodecCall;

  beforeEach(() => (call = new FakeCodecCall()));
  afterEach(() => {
    call.session.stop();
    restoreStubs();
  });

  const withModel = (more: object) => {
    call.options = {...call.options, realtimeModel: {...neutralModel, ...more}};
  };
  const withAnswer = (answer: object | string) => {
    call.options = {...call.options, getToken: () => Promise.resolve(answer as string)};
  };

  it('says the form of the sound, what the page set, and nothing else', async () => {
    call.options = {...call.options, voice: 'marin', vadSilenceMs: 700, answers: 'spoken', language: 'de-CH'};
    await call.open();
    const sound = {type: 'audio/pcm', rate: 24_000};
    expect(call.told).to.deep.equal([
      {
        type: 'session-update',
        config: {
          inputAudioFormat: sound,
          outputAudioFormat: sound,
          voice: 'marin',
          inputAudioTranscription: {language: 'de'},
          turnDetection: {type: 'server-vad', silenceDurationMs: 700},
          outputModalities: ['audio'],
        },
      },
    ]);
    expect(call.events.at(-1)).to.deep.equal({type: 'session-opened', sessionId: 'session-1'});
  });

  it('tells what was said before, without asking for a response', async () => {
    const turn = {final: true, interrupted: false};
    const history = [
      {id: '1', role: 'user', text: 'Is there tea?', ...turn},
      {id: '2', role: 'assistant', text: 'There is.', ...turn},
    ] as const;
    await call.open({history});
    expect(call.told.map(({type}) => type)).to.deep.equal(['session-update', 'conversation-item-create']);
    expect(JSON.stringify(call.told[1])).to.contain('Person: Is there tea?\\nYou: There is.');
  });

  it('puts the token where the codec says, and nowhere else', async () => {
    call.options = {...call.options, debug: true};
    await call.open();
    expect(call.socket.url).to.equal('wss://models.example/');
    expect(call.socket.protocols).to.deep.equal(['token.ek_1']);
    expect(JSON.stringify([call.events, call.socket.sent])).not.to.contain('ek_1');
  });

  for (const [what, more, help] of [
    ['that is none', {specificationVersion: 'v3'}, /“v3”/],
    ['that pages cannot connect to', {getWebSocketConfig: undefined}, /a server of yours/],
    [
      'that takes servers only',
      {capabilities: {conversation: 'turn-based', connections: ['server-websocket']}},
      /a server of yours/,
    ],
    ['in full duplex', {capabilities: {conversation: 'continuous'}}, /openai-live/],
  ] as const)
    it(`does not open with a model ${what}, and says why`, async () => {
      withModel(more);
      const error = await voiceError(call.start(), 'unsupported');
      expect(error.detail).to.equal('realtime-model');
      expect(error.help).to.match(help);
    });

  it('does not open without a model', async () => {
    call.options = {...call.options, realtimeModel: undefined};
    expect((await voiceError(call.start(), 'unsupported')).help).to.contain('realtimeModel');
    expect(call.session.capabilities.text).to.equal(false);
  });

  for (const [what, answer, code] of [
    ['no token', {url: 'wss://models.example/'}, 'token-shape'],
    ['no address', {token: 'ek_1'}, 'token-shape'],
    ['only a token', 'ek_1', 'token-shape'],
    ['an address of the web', {token: 'ek_1', url: 'https://models.example/'}, 'token-shape'],
    ['a token with a line break', {token: 'ek\n1', url: 'wss://models.example/'}, 'token-shape'],
    ['a key of OpenAI', {token: 'sk-1', url: 'wss://models.example/'}, 'token-secret'],
    ['a key of Google', {token: 'AIzaSy1', url: 'wss://models.example/'}, 'token-secret'],
    ['a key of the gateway', {token: 'vck_1', url: 'wss://models.example/'}, 'token-secret'],
    ['an address without encryption', {token: 'ek_1', url: 'ws://models.example/'}, 'connect-network'],
  ] as const)
    it(`does not open where the host answers ${what}`, async () => {
      withAnswer(answer);
      await voiceError(call.start(), code);
      expect(call.sockets).to.have.lengthOf(0);
    });

  for (const [code, status] of [
    [1008, 403],
    [3000, 401],
    [4429, 429],
  ] as const)
    it(`is refused where the server closes with ${code}`, async () => {
      const {opened} = await call.connects();
      call.socket.closes(code);
      expect((await voiceError(opened, 'connect-status')).status).to.equal(status);
    });

  it('is refused with the code that the server gave before it closed', async () => {
    const {opened} = await call.connects();
    call.says({type: 'error', message: 'No such model', code: 'model_not_found'});
    call.socket.closes(1011);
    expect((await voiceError(opened, 'connect-status')).detail).to.equal('model_not_found');
  });

  it('is not waited for when the server never sets the session up', async () => {
    const clock = new Clock();
    const {opened} = await call.connects();
    await clock.pass(15_100);
    await voiceError(opened, 'connect-timeout');
    expect(call.socket.readyState).to.equal(WebSocket.CLOSING);
    expect(clock.running).to.equal(0);
  });

  it('answers the health checks of the codec, in either form', async () => {
    withModel({
      getHealthCheckResponse: (raw: {type: string}) => (raw.type === 'ping' ? {type: 'pong'} : null),
    });
    await call.open();
    call.says({type: 'ping'});
    const bytes = new TextEncoder().encode(JSON.stringify({type: 'ping'})).buffer;
    call.socket.dispatchEvent(new MessageEvent('message', {data: bytes}));
    expect(call.told.filter(({type}) => type === 'pong')).to.have.lengthOf(2);
  });

  it('stalls when nothing leaves the page, and is lost when that goes on', async () => {
    const clock = new Clock();
    await call.open();
    call.socket.bufferedAmount = 1_000;
    await clock.pass(3_000);
    expect(call.types.at(-1)).to.equal('session-stalled');
    call.socket.bufferedAmount = 0;
    await clock.pass(1_000);
    expect(call.types.at(-1)).to.equal('session-resumed');
    call.socket.bufferedAmount = 1_000;
    await clock.pass(8_000);
    expect(call.types.at(-1)).to.equal('session-lost');
    expect(clock.running).to.equal(0);
  });
});
