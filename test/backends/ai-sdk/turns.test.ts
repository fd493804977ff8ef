import {expect} from '@open-wc/testing';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import {Clock} from '../../helpers/clock.js';
import {FakeCodecCall} from '../../helpers/fake-codec-call.js';
import {restoreStubs} from '../../helpers/stub.js';

type EventOf<Type extends VoiceSessionEvent['type']> = Extract<VoiceSessionEvent, {readonly type: Type}>;

describe('The turns of a call with a model of the AI SDK', () => {
  let call: FakeCodecCall;
  let clock: Clock;

  const named = <Type extends VoiceSessionEvent['type']>(type: Type): EventOf<Type>[] =>
    call.events.filter((event): event is EventOf<Type> => event.type === type);
  const ids = {responseId: 'resp-1', itemId: 'item-of-resp-1'};
  const done = (status = 'completed') => ({type: 'response-done', responseId: 'resp-1', status});

  beforeEach(async () => {
    clock = new Clock();
    call = new FakeCodecCall();
    await call.open();
    call.events.length = 0;
  });
  afterEach(() => {
    call.session.stop();
    const {running} = clock;
    restoreStubs();
    expect(running, 'timers that are left').to.equal(0);
  });

  it('tell what was heard when the person speaks over the assistant, to both sides', async () => {
    call.responds('resp-1', 'There are three teas.');
    await clock.pass(60);
    call.says({type: 'speech-started', itemId: 'item-1'});
    expect(call.types.slice(-3)).to.deep.equal(['turn-interrupted', 'speech-started', 'playback-stopped']);
    const [{heardMs} = {heardMs: undefined}] = named('turn-interrupted');
    expect(heardMs).to.equal(60);
    expect(call.told.at(-1)).to.deep.equal({
      type: 'conversation-item-truncate',
      itemId: ids.itemId,
      contentIndex: 0,
      audioEndMs: 60,
    });
  });

  it('show and sound nothing more of a response that was cut', async () => {
    call.responds('resp-1', 'There are');
    await clock.pass(10);
    call.says({type: 'speech-started', itemId: 'item-1'});
    const {length} = call.events;
    call.responds('resp-1', ' three teas.');
    call.says({type: 'audio-transcript-done', ...ids, transcript: 'There are three teas.'});
    await clock.pass(200);
    expect(call.types.slice(length)).to.deep.equal([]);
    call.says(done());
    expect(named('response-finished')).to.deep.equal([
      {type: 'response-finished', responseId: 'resp-1', status: 'cancelled', audible: false},
    ]);
  });

  it('take words that come after the end of a response', async () => {
    call.responds('resp-1', 'There are');
    call.says({type: 'audio-done', ...ids}, done());
    call.says({type: 'audio-transcript-delta', ...ids, delta: ' three teas.'});
    expect(named('turn-text').at(-1)?.text).to.equal('There are three teas.');
    await clock.pass(1_100);
    expect(named('turn-finished')).to.have.lengthOf(1);
    expect(named('response-started')).to.have.lengthOf(1);
    expect(named('playback-stopped')).to.deep.equal([
      {type: 'playback-stopped', cut: false, responseId: 'resp-1'},
    ]);
  });

  it('begin a response that the server did not announce', () => {
    call.says({type: 'text-delta', ...ids, delta: 'Tea.'}, done());
    expect(call.types.slice(0, 2)).to.deep.equal(['response-started', 'turn-text']);
    expect(named('turn-text')[0]).to.include({written: true, text: 'Tea.'});
  });

  it('end a response whose end the server left out, once another begins', () => {
    call.responds('resp-1', 'Tea.');
    call.responds('resp-2', 'Coffee.');
    expect(named('response-finished').map(({responseId}) => responseId)).to.deep.equal(['resp-1']);
  });

  it('put several parts of an item together', () => {
    call.says(
      {type: 'audio-transcript-delta', ...ids, delta: 'Fir'},
      {type: 'audio-transcript-done', ...ids, transcript: 'First.'},
      {type: 'audio-transcript-delta', ...ids, delta: 'Second.'},
    );
    expect(named('turn-text').map(({text}) => text)).to.deep.equal(['Fir', 'First.', 'First. Second.']);
  });

  const toolCall = {
    type: 'function-call-arguments-done',
    ...ids,
    callId: 'call-1',
    name: 'look_up',
    arguments: '{}',
  };

  it('call a tool when the response is complete, and once', () => {
    call.says(toolCall);
    expect(named('tool-called')).to.have.lengthOf(0);
    call.says(toolCall, done());
    expect(named('tool-called')).to.have.lengthOf(1);
    expect(call.types.indexOf('tool-called')).to.be.lessThan(call.types.indexOf('response-finished'));
  });

  it('call a tool whose name was told with its item only', () => {
    const item = {type: 'function_call', call_id: 'call-1', name: 'look_up'};
    call.says(
      {type: 'output-item-added', ...ids, raw: {item}},
      {type: 'output-item-added', ...ids, raw: {item: {call_id: 7}}},
      {...toolCall, name: undefined},
      done(),
    );
    expect(named('tool-called').map(({name}) => name)).to.deep.equal(['look_up']);
  });

  for (const status of ['cancelled', 'failed'])
    it(`call no tool of a response that has ${status}`, () => {
      call.says(toolCall, done(status));
      expect(named('tool-called')).to.have.lengthOf(0);
    });

  it('name the tool beside its result', () => {
    call.says(toolCall, done());
    call.session.sendToolResult('call-1', 'Tea.', {respond: false});
    expect(call.told.at(-1)).to.deep.equal({
      type: 'conversation-item-create',
      item: {type: 'function-call-output', callId: 'call-1', output: 'Tea.', name: 'look_up'},
    });
  });

  it('grow with the words of the person, where the server tells them while it hears', () => {
    const raw = {type: 'x', item_id: 'item-1', delta: 'Is there'};
    const rawType = 'conversation.item.input_audio_transcription';
    call.says({type: 'audio-committed', itemId: 'item-1'});
    call.says({type: 'custom', rawType: `${rawType}.delta`, raw});
    call.says({type: 'input-transcription-completed', itemId: 'item-1', transcript: 'Is there tea?'});
    call.says({type: 'audio-committed', itemId: 'item-2'});
    call.says({type: 'custom', rawType: `${rawType}.failed`, raw: {item_id: 'item-2'}});
    expect(named('turn-text').map(({text, final}) => ({text, final}))).to.deep.equal([
      {text: 'Is there', final: false},
      {text: 'Is there tea?', final: true},
    ]);
    expect(named('transcription-failed')).to.have.lengthOf(1);
  });

  it('put words of the person that are late before the response to them', () => {
    call.says({type: 'input-transcription-completed', itemId: 'in-0', transcript: 'Hello.'});
    call.responds('resp-1', 'Hello!');
    call.says(done());
    call.responds('resp-2', 'Three.');
    call.says({type: 'input-transcription-completed', itemId: 'in-1', transcript: 'How many?'});
    const before = named('turn-text').find(({text}) => text === 'Hello!')!.id;
    expect(named('turn-started').at(-1)).to.include({role: 'user', after: before});
    expect(named('speech-started')).to.have.lengthOf(1); // With the first words; the others are late.
  });

  it('say that the person has stopped where no response follows', async () => {
    call.says({type: 'input-transcription-completed', itemId: 'in-0', transcript: 'Hm.'});
    await clock.pass(2_100);
    expect(named('speech-stopped')).to.have.lengthOf(1);
    expect(named('input-committed')).to.have.lengthOf(0);
  });

  it('are asked for in writing where there is no microphone', () => {
    call.session.sendText('Tea?', 'typed-1', {respond: true});
    expect(call.told.at(-1)).to.deep.equal({type: 'response-create', options: {modalities: ['text']}});
  });

  it('fail with a notice, and the code of the server', () => {
    call.says({type: 'error', message: 'secret words', code: 'insufficient_quota'});
    call.says({type: 'response-created', responseId: 'resp-1'}, done('failed'));
    expect(named('problem').map(({error}) => [error.code, error.status, error.detail])).to.deep.equal([
      ['connect-status', 429, 'insufficient_quota'],
      ['response-failed', undefined, 'failed'],
    ]);
    expect(JSON.stringify(call.events)).not.to.contain('secret words');
  });

  it('fail with a notice, whatever the code is called', () => {
    call.says({type: 'error', message: '', code: 'constructor'});
    expect(named('problem')[0]?.error).to.include({code: 'protocol', detail: 'constructor'});
  });

  it('forget the tools of the page when there are none any more', () => {
    call.session.setTools([]);
    expect(call.told).to.have.lengthOf(1);
    call.session.setTools([{name: 'look_up', parameters: {type: 'object'}}]);
    call.session.setTools([]);
    expect(call.told.at(-1)).to.deep.equal({
      type: 'session-update',
      config: {tools: [], providerOptions: {tools: []}},
    });
  });
});
