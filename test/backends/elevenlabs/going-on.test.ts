import {expect} from '@open-wc/testing';
import {ElevenLabsSession} from '../../../src/backends/elevenlabs/session.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import type {SessionSettings} from '../../../src/session/settings.js';
import type {Turn} from '../../../src/state/turns.js';
import {restoreStubs} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';
import {stubAgents, type ConnectedAgent} from './agent-socket.js';
import type {AgentOptions} from './double/agent.js';
import {QuickAudio} from './quick-audio.js';

const signed_url = 'wss://agents.example/?signature=1';
const turn = (id: string, role: Turn['role'], text: string): Turn => ({
  id,
  role,
  text,
  final: true,
  interrupted: false,
});
const history = [turn('t1', 'assistant', 'Tea?'), turn('t2', 'user', 'Green, please.')];

describe('A conversation with an agent that goes on', () => {
  let session: ElevenLabsSession;
  let agents: readonly ConnectedAgent[];
  let events: VoiceSessionEvent[];

  const open = (
    settings: Partial<SessionSettings> = {},
    past: readonly Turn[] = [],
    url: unknown = signed_url,
    options: AgentOptions = {},
  ) => {
    agents = stubAgents(options);
    session = new ElevenLabsSession(
      () => ({getToken: () => Promise.resolve(url as string), ...settings}),
      listener => new QuickAudio(listener).asAudio,
    );
    const {signal} = new AbortController();
    return session.start({signal, history: past, emit: event => events.push(event)});
  };
  const types = () => events.map(({type}) => type);
  /** What the agent was told and asked, in order. */
  const heard = () =>
    agents[0]!.agent.received.flatMap(message =>
      'type' in message && (message.type === 'user_message' || message.type === 'contextual_update')
        ? [`${message.type === 'user_message' ? 'asked' : 'told'}: ${message.text}`]
        : [],
    );
  const answered = (times = 1) =>
    until(
      () => types().filter(type => type === 'response-finished').length === times,
      () => `${times} answers are over: ${types().join()}`,
    );
  const theMicrophone = () => new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]!;

  beforeEach(() => (events = []));
  afterEach(() => {
    session.stop();
    expect(agents.flatMap(({agent}) => agent.refusals)).to.deep.equal([]);
    restoreStubs();
  });

  it('begins anew where a microphone came while one without sound was being opened', async () => {
    const opening = open({answers: 'written'}, [], signed_url, {hesitates: true});
    await until(() => agents[0]?.agent.initiation, 'a conversation without sound was asked for');
    expect(types()).to.deep.equal([]);
    session.setMicrophone(theMicrophone());
    agents[0]!.agent.says({
      type: 'conversation_initiation_metadata',
      conversation_initiation_metadata_event: {conversation_id: 'conv_1'},
    });
    await opening;
    expect(types()).to.deep.equal(['session-opened', 'session-lost']);
    const lost = events.at(-1)!;
    expect('error' in lost && lost.error).to.include({code: 'connection-lost', detail: 'text-only'});
    expect(agents[0]!.agent.textOnly).to.equal(true);
  });

  it('is told once what the user said last, as what is to be answered', async () => {
    await open({}, history);
    session.requestResponse();
    await answered();
    const said = heard();
    expect(said).to.have.lengthOf(2);
    expect(said[0]).to.include('You: "Tea?"').and.not.include('Green');
    expect(said[1]).to.equal('asked: Green, please.');
  });

  it('is told it all the same where something else is asked, before that', async () => {
    await open({}, history);
    session.sendText('Or black?', 'typed-1', {respond: true});
    await answered();
    expect(heard().slice(1)).to.deep.equal([
      'told: The user had said this before: "Green, please."',
      'asked: Or black?',
    ]);
    session.requestResponse();
    session.sendText('And cake.', 'typed-2', {respond: true});
    await answered(2);
    expect(heard().slice(3), 'what has its answer is not asked again').to.deep.equal(['asked: And cake.']);
  });

  it('does not ask again what the user has spoken past', async () => {
    await open();
    session.sendText('I look at tea.', 'typed-1', {respond: false});
    await until(() => heard().length, 'it was told');
    void agents[0]!.agent.userSaid('What is this?');
    await answered();
    session.requestResponse();
    session.sendText('Thanks.', 'typed-2', {respond: true});
    await answered(2);
    expect(heard().slice(1)).to.deep.equal(['asked: Thanks.']);
  });

  it('does not ask again what the agent has responded to by itself', async () => {
    await open();
    session.sendText('I look at tea.', 'typed-1', {respond: false});
    await until(() => heard().length, 'it was told');
    void agents[0]!.agent.say('Good choice.');
    await answered();
    session.requestResponse();
    session.sendText('Thanks.', 'typed-2', {respond: true});
    await answered(2);
    expect(heard().slice(1)).to.deep.equal(['asked: Thanks.']);
  });

  it('asks with what the agent was told last where there is nothing else, once', async () => {
    await open();
    session.sendContext('The page is about tea.', 'page');
    session.requestResponse();
    session.sendContext('Ask them whether to order.');
    session.requestResponse();
    await answered();
    session.requestResponse();
    session.sendText('Yes.', 'typed-1', {respond: true});
    await answered(2);
    expect(heard()).to.deep.equal([
      'told: The page is about tea.',
      'told: Ask them whether to order.',
      'asked: Ask them whether to order.',
      'asked: Yes.',
    ]);
    expect(
      events.flatMap(event => (event.type === 'turn-text' && event.role === 'user' ? [event.text] : [])),
      'it is no turn of the user',
    ).to.deep.equal([]);
  });

  it('leaves out the first message of the host, which was said already', async () => {
    const agent = {first_message: 'Welcome!', prompt: {llm: 'small'}};
    await open({}, history, {signed_url, conversation_config_override: {agent}});
    expect(agents[0]!.agent.initiation!.conversation_config_override).to.deep.equal({
      agent: {...agent, first_message: ''},
    });
  });

  it('has the first message of the host where it only begins', async () => {
    const agent = {first_message: 'Welcome!'};
    await open({}, [], {signed_url, conversation_config_override: {agent}});
    expect(agents[0]!.agent.initiation!.conversation_config_override).to.deep.equal({agent});
  });
});
