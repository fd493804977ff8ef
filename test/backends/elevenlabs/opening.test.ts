import {expect} from '@open-wc/testing';
import {ElevenLabsSession} from '../../../src/backends/elevenlabs/session.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import type {SessionSettings} from '../../../src/session/settings.js';
import type {VoiceSessionStart} from '../../../src/session/voice-session.js';
import type {VoiceErrorCode} from '../../../src/state/voice-error.js';
import {voiceError} from '../../helpers/rejection.js';
import {restoreStubs, stub} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';
import {stubAgents, type ConnectedAgent} from './agent-socket.js';
import type {AgentOptions} from './double/agent.js';
import {QuickAudio} from './quick-audio.js';

const signed_url = 'wss://agents.example/?agent_id=agent_1&conversation_signature=cvtkn_1';

describe('A conversation with an agent', () => {
  let session: ElevenLabsSession;
  let agents: readonly ConnectedAgent[];
  let audios: QuickAudio[];
  let events: VoiceSessionEvent[];

  const open = (
    options: AgentOptions = {},
    settings: Partial<SessionSettings> = {},
    start: Partial<VoiceSessionStart> = {},
  ) => {
    agents = stubAgents(options);
    session = new ElevenLabsSession(
      () => ({getToken: () => Promise.resolve({signed_url}), ...settings}),
      listener => {
        const audio = new QuickAudio(listener);
        audios.push(audio);
        return audio.asAudio;
      },
    );
    const {signal} = new AbortController();
    return session.start({signal, history: [], emit: event => events.push(event), ...start});
  };
  const types = () => events.map(({type}) => type);
  const respond = (body: BodyInit, init: ResponseInit = {}) =>
    stub(globalThis, 'fetch', () => Promise.resolve(new Response(body, init)));

  beforeEach(() => ([events, audios] = [[], []]));
  afterEach(() => {
    session.stop();
    expect(audios.filter(({isClosed}) => !isClosed)).to.have.lengthOf(0);
    expect(agents.filter(({agent}) => !agent.isClosed)).to.have.lengthOf(0);
    restoreStubs();
  });

  describe('begins', () => {
    it('at the signed URL, by its subprotocol, with nothing that the page did not set', async () => {
      await open();
      const [{url, protocols, agent}] = agents as [ConnectedAgent];
      expect([url, protocols]).to.deep.equal([signed_url, ['convai']]);
      expect(agent.initiation).to.deep.equal({type: 'conversation_initiation_client_data'});
      expect(types()).to.deep.equal(['output', 'session-opened']);
      expect(audios[0]!.rates).to.deep.equal({input: 16_000, output: 16_000});
    });

    it('with what the page sets, merged into what the host says', async () => {
      const hosts = {
        signed_url,
        dynamic_variables: {name: 'Ada'},
        user_id: 'ada',
        conversation_config_override: {agent: {prompt: {llm: 'small'}, language: 'fr'}, tts: {speed: 1.1}},
      };
      await open(
        {},
        {
          getToken: () => Promise.resolve(hosts),
          instructions: 'Sell tea.',
          language: 'de',
          voice: 'voice_1',
          firstMessage: 'Tea?',
        },
      );
      expect(agents[0]!.agent.initiation).to.deep.equal({
        type: 'conversation_initiation_client_data',
        dynamic_variables: {name: 'Ada'},
        user_id: 'ada',
        conversation_config_override: {
          agent: {prompt: {llm: 'small', prompt: 'Sell tea.'}, language: 'de', first_message: 'Tea?'},
          tts: {speed: 1.1, voice_id: 'voice_1'},
        },
      });
    });

    it('from an address alone, as that of a public agent', async () => {
      await open({}, {getToken: () => Promise.resolve('wss://agents.example/?agent_id=agent_1')});
      expect(types()).to.include('session-opened');
    });

    it('in the formats that the server names, telephone sound too', async () => {
      await open({input: 'ulaw_8000', output: 'pcm_24000'});
      expect(audios[0]!.rates).to.deep.equal({input: 8_000, output: 24_000});
      audios[0]!.listener.captured({samples: new Int16Array(80), late: false});
      await until(() => agents[0]!.agent.bytesHeard === 80, 'a byte for each sample was heard');
    });

    it('with all that an agent says while its format is being loaded', async () => {
      await open({output: 'ulaw_8000', firstMessage: 'Tea, perhaps?'});
      const said = () => events.find(event => event.type === 'turn-text');
      await until(() => said(), 'the first words');
      expect(said()).to.include({role: 'assistant', text: 'Tea, perhaps?'});
      expect(types().indexOf('session-opened')).to.be.lessThan(types().indexOf('turn-text'));
    });

    it('with what was said before, as context, and without the first message', async () => {
      const history = [
        {id: 't1', role: 'assistant', text: 'Tea?', final: true, interrupted: false},
        {id: 't2', role: 'user', text: 'Green "tea".', final: true, interrupted: false},
      ] as const;
      await open({}, {firstMessage: 'Tea?'}, {history});
      const {agent} = agents[0]!;
      await until(() => agent.contexts.size, 'the agent knows what was said');
      expect(agent.initiation!.conversation_config_override).to.deep.equal({agent: {first_message: ''}});
      expect([...agent.contexts.values()][0])
        .to.include('You: "Tea?"\n')
        .and.not.include('Green');
      session.requestResponse();
      await until(() => events.some(event => event.type === 'turn-text' && event.text.includes('You said')));
      expect(agent.received.at(-1)).to.deep.include({type: 'user_message', text: 'Green "tea".'});
    });

    it('without sound where the page wants answers in writing and has no microphone', async () => {
      await open({}, {answers: 'written'});
      session.sendText('Hello', 'typed-1', {respond: true});
      await until(() => types().includes('response-finished'), 'it was answered');
      const texts = events.flatMap(event => (event.type === 'turn-text' ? [event] : []));
      expect(agents[0]!.agent.textOnly).to.equal(true);
      expect(texts.map(({text}) => text.trim())).to.deep.equal([
        'You',
        'You said:',
        'You said: Hello',
        'You said: Hello',
        'You said: Hello',
      ]);
      expect(texts.every(({written}) => written)).to.equal(true);
      expect(events.find(({type}) => type === 'response-finished')).to.include({audible: false});
      expect(audios[0]!.isClosed).to.equal(true);
    });

    it('anew when a microphone joins a conversation without sound', async () => {
      await open({}, {answers: 'written'});
      const {stream} = new AudioContext().createMediaStreamDestination();
      session.setMicrophone(stream.getAudioTracks()[0]!);
      expect(types().at(-1)).to.equal('session-lost');
    });
  });

  describe('does not begin, and says why,', () => {
    const answers: readonly (readonly [string, unknown, VoiceErrorCode, string?])[] = [
      ['a token for WebRTC', {token: 'eyJ'}, 'token-shape', 'webrtc-token'],
      ['a token of another service', {value: 'ek_1'}, 'token-shape', 'signed-url'],
      ['no address', {signed_url: 'soon'}, 'token-shape', 'signed-url'],
      ['a page of HTML', '<!doctype html>', 'token-shape', 'signed-url'],
      ['nothing', null, 'token-shape', 'signed-url'],
      ['a list', [signed_url], 'token-shape', 'signed-url'],
      [
        'an address that can be read on the way',
        {signed_url: 'ws://agents.example/'},
        'connect-network',
        'not-encrypted',
      ],
      ['a long-lived key', {signed_url, key: 'sk_0123456789abcdef0123456789abcdef'}, 'token-secret'],
      ['a key in the address', {signed_url: `${signed_url}&xi-api-key=1`}, 'token-secret'],
      ['a key of another service', 'sk-proj-abcdefgh12345678', 'token-secret'],
    ];
    for (const [what, answer, code, detail] of answers)
      it(`where the endpoint answers with ${what}`, async () => {
        const error = await voiceError(open({}, {getToken: () => Promise.resolve(answer as string)}), code);
        expect(error.detail).to.equal(detail);
        expect(`${error.help}${error.message}`).not.to.match(/eyJ|sk_|cvtkn/);
        expect(agents).to.have.lengthOf(0);
      });

    for (const status of [401, 403, 429, 500])
      it(`where the endpoint answers ${status}`, async () => {
        respond('{}', {status, headers: {'Retry-After': '9'}});
        const error = await voiceError(
          open({}, {getToken: undefined, tokenEndpoint: '/token'}),
          'token-status',
        );
        expect(error.status).to.equal(status);
      });

    it('where the endpoint answers with HTML', async () => {
      respond('<!doctype html><title>Sign in</title>', {headers: {'Content-Type': 'text/html'}});
      await voiceError(open({}, {getToken: undefined, tokenEndpoint: '/token'}), 'token-shape');
    });

    it('where there is no endpoint', async () => {
      await voiceError(open({}, {getToken: undefined}), 'token-config');
    });

    const refusals: readonly (readonly [string, AgentOptions, number, string, RegExp])[] = [
      [
        'the agent does not allow an override',
        {allows: []},
        403,
        'override-not-allowed',
        /security settings/,
      ],
      [
        'a dynamic variable is missing',
        {needs: ['name']},
        400,
        'missing-dynamic-variable',
        /dynamic_variables/,
      ],
    ];
    for (const [what, options, status, detail, help] of refusals)
      it(`where ${what}`, async () => {
        const error = await voiceError(open(options, {voice: 'voice_1'}), 'connect-status');
        expect(error).to.include({status, detail});
        expect(error.help).to.match(help);
      });

    it('where the format cannot be played', async () => {
      const error = await voiceError(open({output: 'opus_48000'}), 'connect-answer');
      expect(error.detail).to.equal('audio-format');
    });

    for (const [code, reason, expected, detail] of [
      [1_006, '', 'connect-network', undefined],
      [1_011, '', 'connect-network', undefined],
      [1_008, '', 'connect-status', 'closed-1008'],
      [3_000, 'Invalid signature cvtkn_1', 'connect-status', 'not-authorized'],
      [1_008, 'This request exceeds your quota.', 'connect-status', 'quota-exceeded'],
    ] as const)
      it(`where the server closes with ${code} ${reason}`, async () => {
        const opened = open({hesitates: true});
        await until(() => agents.length, 'the page connects');
        agents[0]!.agent.close(code, reason);
        const error = await voiceError(opened, expected);
        expect(error.detail).to.equal(detail);
        expect(`${error.help}${error.message}`).not.to.include('cvtkn');
      });

    it('where the server says what is wrong before it closes', async () => {
      const opened = open({hesitates: true});
      await until(() => agents.length, 'the page connects');
      const error_event = {code: 1_008, error_type: 'override_error', message: 'no'};
      agents[0]!.agent.says({type: 'error', error_event});
      agents[0]!.agent.close(1_008);
      expect(await voiceError(opened, 'connect-status')).to.include({detail: 'override-not-allowed'});
    });
  });

  describe('ends', () => {
    for (const [code, reason, error_type, expected] of [
      [1_000, '', '', 'session-ended'],
      [1_006, '', '', 'session-lost'],
      [1_011, '', '', 'session-lost'],
      [1_008, 'override', '', 'session-failed'],
      [1_000, '', 'max_duration_exceeded', 'session-ended'],
      [1_008, '', 'safety_violation', 'session-ended'],
      [1_008, '', 'missing_dynamic_variable', 'session-failed'],
      [1_011, '', 'llm_error', 'session-lost'],
    ] as const)
      it(`as ${expected} with ${code} ${reason}${error_type}`, async () => {
        await open();
        const {agent} = agents[0]!;
        if (error_type) agent.says({type: 'error', error_event: {code, error_type}});
        agent.close(code, reason);
        await until(
          () => types().includes(expected),
          () => `it ended: ${types().join()}`,
        );
        const length = events.length;
        session.sendText('Hello?', 'typed-1', {respond: true});
        expect(events).to.have.lengthOf(length);
        expect(agent.isClosed && audios[0]!.isClosed).to.equal(true);
      });

    it('once the last words were heard, where the agent hangs up', async () => {
      await open({
        speak: async function* () {
          for (let portions = 40; portions; portions--) yield await Promise.resolve(new Uint8Array(3_200));
        },
      });
      void agents[0]!.agent.hangUp('Goodbye!');
      await until(() => types().includes('session-ended'), 'it ended');
      expect(types().slice(2)).to.deep.equal([
        'response-started',
        'turn-text',
        'playback-started',
        'playback-stopped',
        'response-finished',
        'turn-text',
        'session-ended',
      ]);
    });
  });
});
