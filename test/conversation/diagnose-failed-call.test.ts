import {expect} from '@open-wc/testing';
import {registerBackend} from '../../src/conversation/backends.js';
import type {ConversationSettings} from '../../src/conversation/conversation-settings.js';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import type {DiagnosisCheck} from '../../src/state/diagnosis.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {FakeSession} from '../helpers/fake-session.js';
import {rejection} from '../helpers/rejection.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub, stubFetch} from '../helpers/stub.js';

describe('A diagnosis after a call that failed', () => {
  let conversation: VoiceConversation;
  let sound: Sound;
  beforeEach(() => {
    sound = new Sound();
    stub(navigator.permissions, 'query', () => Promise.resolve({state: 'granted'}));
    stub(navigator.mediaDevices, 'getUserMedia', () => Promise.resolve(sound.stream));
    const microphone = {kind: 'audioinput', deviceId: 'one', groupId: '', label: ''};
    stub(navigator.mediaDevices, 'enumerateDevices', () => Promise.resolve([microphone]));
    stub(HTMLMediaElement.prototype, 'play', () => Promise.resolve());
  });
  afterEach(() => {
    conversation.stop();
    restoreStubs();
  });

  async function fail(own: ConversationSettings): Promise<void> {
    conversation = new VoiceConversation(own, {audio: new Audio()});
    await rejection(conversation.start());
  }

  function failWith(error: VoiceError): Promise<void> {
    const session = new FakeSession();
    session.openings[0] = error;
    return fail({session});
  }

  /** What a report says is wrong. */
  async function faults(words = {}): Promise<readonly DiagnosisCheck[]> {
    const {ok, checks, text} = await conversation.diagnose(words);
    const wrong = checks.filter(({result}) => result === 'fail');
    expect(ok).to.equal(wrong.length === 0);
    for (const {help} of wrong) expect(text).to.contain(help);
    return wrong;
  }

  it('says why, where no check finds out: with code, status and help', async () => {
    await failWith(new VoiceError('connect-status', {status: 404, detail: 'not_found'}));
    const [call, ...others] = await faults();
    expect(others).to.deep.equal([]);
    expect(call).to.include({name: 'call', code: 'connect-status'});
    expect(call!.message).to.equal(VoiceError.meanings['connect-status']!.message);
    expect(call!.help).to.equal('Realtime server: see error.status. (404, not_found)');
  });

  it('says it no more once the endpoint gives a token', async () => {
    stubFetch(() => new Response('', {status: 500}));
    await fail({tokenEndpoint: '/token', realtimeUrl: '/v1/realtime/calls'});
    restoreStubs();
    stubFetch(({url}) =>
      url === '/token'
        ? Response.json({value: 'ek_never_shown_0123456789'})
        : Response.json({error: {code: 'invalid_offer'}}, {status: 400}),
    );
    const {checks} = await conversation.diagnose();
    expect(checks.find(({name}) => name === 'endpoint')).to.include({result: 'pass'});
    expect(checks.find(({name}) => name === 'call')).to.equal(undefined);
  });

  it('says it in the language of the widget', async () => {
    await failWith(new VoiceError('connect-answer'));
    const [call] = await faults({'error-connect-answer': 'Kein Mikrofon.'});
    expect(call!.message).to.equal('Kein Mikrofon.');
  });

  it('tells no one that their browser is at fault where the page forgot an import', async () => {
    await fail({backend: 'livekit', tokenEndpoint: '/token'});
    const [call] = await faults({'error-unsupported': 'Browser', 'error-token-config': 'Seite'});
    expect(call).to.include({name: 'call', code: 'unsupported', message: 'Seite'});
    expect(call!.help).to.contain('voice-assistant-element/backends/livekit');
  });

  it('shows nothing of the exception behind it', async () => {
    await failWith(new VoiceError('connect-network', {cause: new Error('secret')}));
    await faults();
    expect(JSON.stringify(await conversation.diagnose())).not.to.contain('secret');
  });

  const missing = new TypeError('Failed to fetch dynamically imported module: https://a.example/?secret');

  it('says that the file of the backend does not load, also before any call', async () => {
    registerBackend('ai-sdk', () => Promise.reject(missing));
    conversation = new VoiceConversation({backend: 'ai-sdk', tokenEndpoint: '/token'}, {audio: new Audio()});
    const before = await faults();
    await rejection(conversation.start());
    for (const [call, ...others] of [before, await faults()]) {
      expect(call).to.include({name: 'call', code: 'connect-network'});
      expect(call!.help).to.contain('dist/cdn/').and.not.to.contain('secret');
      expect(others).to.deep.equal([]);
    }
  });

  it('says that the file does not load that looks at the way to the server', async () => {
    const session = Object.assign(new FakeSession(), {diagnose: () => Promise.reject(missing)});
    conversation = new VoiceConversation({session}, {audio: new Audio()});
    const wrong = await faults();
    expect(wrong.map(({name, code}) => `${name} ${code}`)).to.deep.equal([
      'endpoint internal',
      'network internal',
    ]);
    for (const {help} of wrong) expect(help).to.contain('dist/cdn/').and.not.to.contain('secret');
    session.diagnose = () => Promise.reject(new TypeError('a mistake in the session of the page'));
    expect(await faults()).to.deep.equal([]);
  });

  it('keeps what is known of a file of the audio thread', async () => {
    const cause = new DOMException('Unable to load a worklet’s module.', 'AbortError');
    const meaning = {...VoiceError.meanings['connect-network']!, help: 'Set worklet-url.'};
    await failWith(new VoiceError('connect-network', {detail: 'worklet', cause}, meaning));
    const [call] = await faults();
    expect(call!.help).to.contain('Set worklet-url.');
  });

  it('says nothing twice that a check finds, too', async () => {
    stubFetch(new Response('', {status: 403}));
    await fail({tokenEndpoint: '/token', realtimeUrl: '/v1/realtime/calls'});
    const names = (await faults()).map(({name}) => name);
    expect(names).to.deep.equal(['endpoint']);
  });

  it('says nothing of a microphone that opens by now', async () => {
    const refuse = () => Promise.reject(new DOMException('', 'NotReadableError'));
    stub(navigator.mediaDevices, 'getUserMedia', refuse);
    await fail({session: new FakeSession()});
    expect((await faults()).map(({code}) => code)).to.deep.equal(['mic-busy']);
    stub(navigator.mediaDevices, 'getUserMedia', () => Promise.resolve(sound.stream));
    expect(await faults()).to.deep.equal([]);
  });

  it('says nothing of it once it is ended', async () => {
    await failWith(new VoiceError('connect-answer'));
    expect(await faults()).to.have.length(1);
    conversation.stop();
    expect(await faults()).to.deep.equal([]);
  });
});
