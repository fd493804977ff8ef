import {expect} from '@open-wc/testing';
import {FakeCall} from '../../helpers/fake-call.js';
import {listenTo} from '../../helpers/listen.js';
import {answerBegins, answerEnds, heard, hello, type WireEvent} from '../../helpers/wire.js';

const ids = {response_id: 'resp_beside', item_id: 'item_beside', output_index: 0};
const verdict = 'The user is angry.';
const item = {
  id: 'item_beside',
  type: 'message',
  role: 'assistant',
  content: [{type: 'output_text', text: verdict}],
};

/** A response in writing, of the conversation that is named: null for none, undefined where the server does not say. */
function written(conversation: string | null | undefined): WireEvent[] {
  const response = {
    id: 'resp_beside',
    ...(conversation !== undefined && {conversation_id: conversation}),
    usage: {input_tokens: 7, output_tokens: 3, total_tokens: 10},
  };
  return [
    {type: 'response.created', response: {...response, status: 'in_progress', usage: null}},
    {type: 'response.output_item.added', response_id: 'resp_beside', item: {...item, content: []}},
    {type: 'response.output_text.delta', ...ids, content_index: 0, delta: verdict},
    {type: 'response.output_text.done', ...ids, content_index: 0, text: verdict},
    {type: 'response.output_item.done', response_id: 'resp_beside', item},
    {type: 'response.done', response: {...response, status: 'completed', output: [item]}},
  ];
}

const messages = (events: readonly WireEvent[]) => events.map(event => JSON.stringify(event));
const [begins, ends] = [[...heard(hello), ...answerBegins(hello)], answerEnds(hello)] as const;

describe('A response beside the conversation', () => {
  it('is no turn and no change of phase, whenever it comes', () => {
    for (const [what, events] of [
      ['while the user may speak', [...written(null), ...begins, ...ends]],
      ['in the middle of an answer', [...begins, ...written(null), ...ends]],
      ['all over an answer', [...begins, ...written(null).slice(0, 3), ...ends, ...written(null).slice(3)]],
    ] as const) {
      const phases: string[] = [];
      const {turns, phase} = listenTo(messages(events), (snapshot, previous) => {
        if (snapshot.phase !== previous.phase) phases.push(snapshot.phase);
      });
      expect(
        turns.map(({text}) => text),
        what,
      ).to.deep.equal(['Hello!', 'Hi, how can I help you?']);
      expect(phases, what).to.deep.equal(['thinking', 'speaking', 'listening']);
      expect(phase, what).to.equal('listening');
    }
  });

  it('is shown where it is part of the conversation, or the server does not say', () => {
    for (const conversation of ['conv_1', undefined])
      expect(listenTo(messages(written(conversation))).turns.map(({text}) => text)).to.deep.equal([verdict]);
  });

  it('calls no tool of the page', async () => {
    const call = new FakeCall();
    await call.start({tools: []});
    call.reported();
    const output = [{type: 'function_call', call_id: 'call_1', name: 'light', arguments: '{}'}];
    call.connection.says(
      {type: 'response.created', response: {id: 'resp_beside', conversation_id: null}},
      {type: 'response.output_item.done', response_id: 'resp_beside', item: output[0]},
      {type: 'response.done', response: {id: 'resp_beside', conversation_id: null, output}},
    );
    expect(call.reported()).not.to.include('tool-called');
    call.session.stop();
  });

  it('holds up no other response, and is not taken for one that was awaited', async () => {
    const call = new FakeCall();
    await call.start();
    const [created, ...rest] = written(null) as [WireEvent, ...WireEvent[]];
    call.connection.says(created);
    call.session.sendText('Hello', 'typed_1', {respond: true});
    expect(call.connection.names()).to.deep.equal(['conversation.item.create', 'response.create']);
    call.session.interrupt();
    call.connection.says(...rest);
    expect(call.connection.names()).to.deep.equal([]);
    call.connection.says(answerBegins(hello)[0]!);
    expect(call.connection.names()).to.include('response.cancel');
    call.session.stop();
  });

  it('does not end the answer that runs meanwhile', async () => {
    const call = new FakeCall();
    await call.start();
    call.connection.says(...begins, ...written(null));
    call.session.interrupt();
    expect(call.connection.names()).to.deep.equal(['response.cancel', 'output_audio_buffer.clear']);
    call.session.stop();
  });

  it('is counted in what the call costs', () => {
    const {usage} = listenTo(messages([...written(null), ...begins, ...ends]));
    expect(usage).to.deep.equal({inputTokens: 107, outputTokens: 53, totalTokens: 160});
  });
});
