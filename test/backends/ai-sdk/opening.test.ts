import {expect} from '@open-wc/testing';
import {FakeCodecCall} from '../../helpers/fake-codec-call.js';
import {Clock} from '../../helpers/clock.js';
import {voiceError} from '../../helpers/rejection.js';
import {restoreStubs} from '../../helpers/stub.js';
import type {RealtimeSetup} from '../../../src/backends/ai-sdk/setup.js';
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
    [
      'an address with a key of Google',
      {token: 'ek_1', url: 'wss://models.example/?key=AIzaSy1'},
      'token-secret',
    ],
    [
      'a key of xAI beside the token',
      {token: 'ek_1', url: 'wss://models.example/', note: `Bearer xai-${'a'.repeat(80)}`},
      'token-secret',
    ],
    [
      'a key of OpenAI deep inside',
      {token: 'ek_1', url: 'wss://models.example/', config: {keys: ['sk-proj-1']}},
      'token-secret',
    ],
    ['only a key of the gateway', 'vck_1', 'token-secret'],
    ['nothing', undefined as never, 'token-shape'],
    ['an address without encryption', {token: 'ek_1', url: 'ws://models.example/'}, 'connect-network'],
  ] as const)
    it(`does not open where the host answers ${what}`, async () => {
      withAnswer(answer);
      await voiceError(call.start(), code);
      expect(call.sockets).to.have.lengthOf(0);
    });

  for (const token of [
    'ek_68af296e8e408191a1120ab6383263c2',
    `xai-client-secret-${'a'.repeat(64)}`,
    'auth_tokens/3f9aAIzaSy1vck_1',
    'vcst_1',
  ])
    it(`opens with the short-lived token ${token.slice(0, 12)}…`, async () => {
      withAnswer({token, url: 'wss://models.example/task-sk-1?model=xai-realtime', expiresAt: 2e9});
      await call.open();
      expect(call.types).to.contain('session-opened');
    });

  for (const [what, getWebSocketConfig] of [
    ['throws', ({url, token}: RealtimeSetup) => expect.fail(`Cannot use ${url}?access_token=${token}`)],
    ['makes no address', ({token}: RealtimeSetup) => ({url: `//?access_token=${token}`})],
  ] as const)
    it(`says nothing of the token where the codec ${what}`, async () => {
      withModel({getWebSocketConfig});
      const error = await voiceError(call.start(), 'connect-network');
      expect(error.cause).to.equal(undefined);
      expect(`${error.message} ${error.detail} ${error.help}`).not.to.contain('ek_1');
    });

  it('keeps its model while it is repaired, whatever the page sets meanwhile', async () => {
    const opens = async (url: string) => {
      await call.open();
      expect(call.socket.url).to.equal(url);
    };
    await opens('wss://models.example/');
    for (const getWebSocketConfig of [() => ({url: 'wss://others.example/'}), undefined]) {
      withModel({getWebSocketConfig, modelId: 'gemini'});
      call.session.stop();
      expect(call.session.capabilities.history, 'can do what it could').to.equal(true);
      await opens('wss://models.example/');
    }
    call.options = {...call.options, realtimeModel: undefined};
    call.session.stop();
    await opens('wss://models.example/');
    call.session.stop('stopped');
    await voiceError(call.start(), 'unsupported');
    withModel({getWebSocketConfig: () => ({url: 'wss://others.example/'}), modelId: 'gemini'});
    expect(call.session.capabilities.history).to.equal(false);
    await opens('wss://others.example/');
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
