import {expect} from '@open-wc/testing';
import {RealtimeProtocol} from '../../../src/backends/openai-realtime/protocol.js';
import {foldTurn, Transcript} from '../../../src/state/transcript.js';
import type {Turns} from '../../../src/state/turns.js';
import type {TurnReport} from '../../../src/state/voice-event.js';
import {FakeCall} from '../../helpers/fake-call.js';
import type {WireEvent} from '../../helpers/wire.js';

const url = 'data:image/jpeg;base64,AAAA';

describe('An image over the OpenAI protocol', () => {
  let call: FakeCall;
  beforeEach(async () => {
    call = new FakeCall();
    await call.start();
  });
  afterEach(() => call.session.stop());

  it('is an item of its own, which can be answered', () => {
    call.session.sendImage(url, 'typed_1', {respond: true});
    expect(call.connection.sent).to.deep.equal([
      {
        type: 'conversation.item.create',
        item: {
          id: 'typed_1',
          type: 'message',
          role: 'user',
          content: [{type: 'input_image', image_url: url}],
        },
      },
      {type: 'response.create'},
    ]);
  });

  it('need not be answered at once', () => {
    call.session.sendImage(url, 'typed_1', {respond: false});
    expect(call.connection.names()).to.deep.equal(['conversation.item.create']);
  });

  it('is no news when the server echoes it', () => {
    call.session.sendImage(url, 'typed_1', {respond: false});
    const before = call.events.length;
    call.connection.says({
      type: 'conversation.item.added',
      item: {id: 'typed_1', type: 'message', role: 'user', content: [{type: 'input_image'}]},
    });
    expect(call.events.slice(before)).to.deep.equal([]);
  });
});

describe('The echo of an image', () => {
  const echo = (id: string, content: object): WireEvent => ({
    type: 'conversation.item.added',
    item: {id, type: 'message', role: 'user', content: [content]},
  });

  it('is known whatever the server calls it, and not mistaken for something said', async () => {
    for (const id of ['typed_1', 'item_5']) {
      const call = new FakeCall();
      await call.start();
      call.session.sendImage(url, 'typed_1', {respond: true});
      call.reported();
      call.connection.says(echo('item_said', {type: 'input_audio', transcript: null}));
      expect(call.reported(), 'what is said').to.deep.equal(['turn-started']);
      call.connection.says(echo(id, {type: 'input_image', image_url: url}));
      expect(call.reported(), id).to.deep.equal([]);
      call.session.stop();
    }
  });
});

describe('A textual answer', () => {
  const read = (...events: WireEvent[]): Turns => {
    const protocol = new RealtimeProtocol();
    return events
      .flatMap(event => protocol.read(event))
      .filter((event): event is TurnReport => event.type.startsWith('turn-'))
      .reduce<Transcript>(foldTurn, new Transcript()).turns;
  };

  it('is told apart from the transcript of speech, as it streams and as a whole', () => {
    const delta = (kind: string) => ({
      type: `response.${kind}.delta`,
      item_id: 'a',
      content_index: 0,
      delta: 'Hi',
    });
    expect(read(delta('output_text'))[0]).to.include({text: 'Hi', written: true});
    expect(read(delta('text'))[0]).to.include({written: true});
    expect(read(delta('output_audio_transcript'))[0]).not.to.have.property('written');
    const done = (content: object) => ({
      type: 'response.output_item.done',
      item: {id: 'a', type: 'message', role: 'assistant', content: [content]},
    });
    expect(read(done({type: 'output_text', text: 'Hi'}))[0]).to.include({written: true, final: true});
    expect(read(done({type: 'output_audio', transcript: 'Hi'}))[0]).not.to.have.property('written');
  });
});
