import {expect} from '@open-wc/testing';
import {RealtimeProtocol} from '../../../src/backends/openai-realtime/protocol.js';
import type {Snapshot} from '../../../src/state/snapshot.js';
import {listenTo, understood} from '../../helpers/listen.js';
import {
  answerBegins,
  answerEnds,
  asBeta,
  cutAnswer,
  heard,
  hello,
  recorded,
  sessionEvents,
  type WireEvent,
} from '../../helpers/wire.js';

const messages = (events: readonly WireEvent[]) => events.map(event => JSON.stringify(event));
const usage = {inputTokens: 100, outputTokens: 50, totalTokens: 150};

function phasesOf(events: readonly WireEvent[]): string[] {
  const seen: string[] = [];
  listenTo(messages(events), (snapshot, previous) => {
    if (snapshot.phase !== previous.phase) seen.push(snapshot.phase);
  });
  return seen;
}

function transcript({turns}: Snapshot): string[] {
  return turns.map(
    ({role, text, final, interrupted}) =>
      `${role}: ${text}${interrupted ? ' (interrupted)' : ''}${final ? '' : ' …'}`,
  );
}

describe('A conversation on the wire', () => {
  it('begins without a report: the connection is what opens', () => {
    expect(understood(sessionEvents)).to.deep.equal([]);
  });

  it('reports what is heard of the person', () => {
    expect(understood(heard(hello))).to.deep.equal([
      {type: 'speech-started'},
      {type: 'speech-stopped'},
      {type: 'turn-started', id: 'item_user1', role: 'user'},
      {type: 'input-committed'},
      {type: 'turn-started', id: 'item_user1', role: 'user'},
    ]);
  });

  it('reports an answer as its words and its sound come', () => {
    const [text, half] = ['Hi, how can I help you?', 'Hi, how can '];
    const assistant = {id: 'item_answer1', role: 'assistant'};
    const user = {id: 'item_user1', role: 'user'};
    expect(understood(answerBegins(hello))).to.deep.equal([
      {type: 'response-started', responseId: 'resp_1'},
      {type: 'turn-started', ...assistant},
      {type: 'turn-started', ...assistant, after: 'item_user1'},
      {type: 'turn-text', ...user, text: 'Hello!', final: false},
      {type: 'turn-text', ...user, text: 'Hello!', final: true},
      {type: 'turn-text', ...assistant, text: half, final: false},
      {type: 'playback-started'},
    ]);
    expect(understood([...answerBegins(hello), ...answerEnds(hello)]).slice(7)).to.deep.equal([
      {type: 'turn-text', ...assistant, text, final: false},
      {type: 'turn-text', ...assistant, text, final: false},
      {type: 'turn-text', ...assistant, text, final: true},
      {type: 'turn-text', ...assistant, text, final: true},
      {type: 'turn-finished', id: 'item_answer1'},
      {type: 'response-finished', responseId: 'resp_1', status: 'completed', audible: true, usage},
      {type: 'playback-stopped', cut: false, responseId: 'resp_1'},
    ]);
  });

  it('passes its phases in the order of a conversation', () => {
    expect(phasesOf(recorded)).to.deep.equal([
      ...['thinking', 'speaking', 'listening'],
      ...['thinking', 'speaking', 'listening'],
      ...['thinking', 'speaking', 'listening'],
    ]);
  });

  it('ends as a transcript of both sides, with the interruption on the answer that was cut', () => {
    const snapshot = listenTo(messages(recorded));
    expect(transcript(snapshot)).to.deep.equal([
      'user: Hello!',
      'assistant: Hi, how can I help you?',
      'user: Tell me a story.',
      'assistant: Once upon a time, (interrupted)',
      'user: Thanks.',
      'assistant: Welcome.',
    ]);
    expect(snapshot.turns[3]!.heardMs).to.equal(840);
  });

  it('is the same in the names of older servers', () => {
    const snapshot = listenTo(messages(asBeta(recorded)));
    expect(snapshot.turns).to.deep.equal(listenTo(messages(recorded)).turns);
    expect(phasesOf(asBeta(recorded))).to.deep.equal(phasesOf(recorded));
  });

  it('keeps its order when the words of the person come after the answer to them', () => {
    const late = (event: WireEvent) => event.type.includes('input_audio_transcription');
    const events = [...heard(hello), ...answerBegins(hello), ...answerEnds(hello)];
    const snapshot = listenTo(messages([...events.filter(event => !late(event)), ...events.filter(late)]));
    expect(transcript(snapshot)).to.deep.equal(['user: Hello!', 'assistant: Hi, how can I help you?']);
  });

  it('marks an answer that is cut after it was generated and while it is still heard', () => {
    const generated = answerEnds(hello).slice(0, -1);
    const snapshot = listenTo(
      messages([...heard(hello), ...answerBegins(hello), ...generated, ...cutAnswer(hello).slice(0, 2)]),
    );
    expect(transcript(snapshot)[1]).to.equal('assistant: Hi, how can I help you? (interrupted)');
    expect(snapshot.phase).to.equal('listening');
  });

  it('keeps the turns of one call apart from those of another that uses the same ids', () => {
    const second = understood(recorded, new RealtimeProtocol('~2'));
    const ids = second.flatMap(event => ('id' in event ? [event.id] : []));
    expect(ids).not.to.be.empty;
    expect(ids.every(id => id.endsWith('~2'))).to.equal(true);
  });

  it('closes the turn of a person whose words cannot be told', () => {
    const failed: WireEvent = {
      type: 'conversation.item.input_audio_transcription.failed',
      item_id: 'item_user1',
      content_index: 0,
      error: {type: 'transcription_error', code: 'audio_unintelligible', message: '…'},
    };
    const snapshot = listenTo(messages([...heard(hello), failed]));
    expect(snapshot.turns[0]).to.include({text: '', final: true});
    expect(snapshot.error).to.equal(null);
  });

  it('removes a turn that the server deletes', () => {
    const deleted: WireEvent = {type: 'conversation.item.deleted', item_id: 'item_user1'};
    expect(listenTo(messages([...heard(hello), deleted])).turns).to.be.empty;
  });
});

describe('Typed words on the wire', () => {
  const echo = (id: string): WireEvent => ({
    type: 'conversation.item.added',
    previous_item_id: null,
    item: {
      id,
      type: 'message',
      role: 'user',
      status: 'completed',
      content: [{type: 'input_text', text: 'Hi'}],
    },
  });

  it('are no news when they are ours, whatever id the server gives them', () => {
    for (const id of ['typed_1', 'item_77']) {
      const protocol = new RealtimeProtocol();
      protocol.echoes.expect('typed_1', 'user', 'Hi');
      expect(understood([echo(id)], protocol), id).to.deep.equal([]);
      const deleted = understood([{type: 'conversation.item.deleted', item_id: id}], protocol);
      expect(deleted, id).to.deep.equal([{type: 'turn-removed', id: 'typed_1'}]);
    }
  });

  it('are a turn when they are not ours', () => {
    expect(understood([echo('item_1')])).to.deep.equal([
      {type: 'turn-started', id: 'item_1', role: 'user'},
      {type: 'turn-text', id: 'item_1', role: 'user', text: 'Hi', final: true},
    ]);
  });

  it('can be answered in writing, in both vocabularies', () => {
    const ids = {response_id: 'resp_1', item_id: 'item_1', output_index: 0};
    const item = {
      id: 'item_1',
      type: 'message',
      role: 'assistant',
      content: [{type: 'output_text', text: 'Hello you'}],
    };
    const events: WireEvent[] = [
      {type: 'response.created', response: {id: 'resp_1', status: 'in_progress'}},
      {type: 'response.output_item.added', response_id: 'resp_1', item: {...item, content: []}},
      {type: 'response.output_text.delta', ...ids, content_index: 0, delta: 'Hello '},
      {type: 'response.output_text.delta', ...ids, content_index: 0, delta: 'you'},
      {type: 'response.output_text.done', ...ids, content_index: 0, text: 'Hello you'},
      {type: 'response.output_item.done', response_id: 'resp_1', item},
      {type: 'response.done', response: {id: 'resp_1', status: 'completed', output: [item], usage: {}}},
    ];
    for (const told of [events, asBeta(events)]) {
      const snapshot = listenTo(messages(told));
      expect(transcript(snapshot)).to.deep.equal(['assistant: Hello you']);
      expect(snapshot.phase).to.equal('listening');
    }
  });
});
