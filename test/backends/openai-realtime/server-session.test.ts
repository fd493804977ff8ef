import {expect} from '@open-wc/testing';
import {FakeCall} from '../../helpers/fake-call.js';
import {answerBegins, answerEnds, heard, hello, sessionEvents, type WireEvent} from '../../helpers/wire.js';

const described = (input: object): WireEvent => ({
  type: 'session.updated',
  session: {type: 'realtime', audio: {input}},
});
const vad = (interrupt_response: boolean) =>
  described({turn_detection: {type: 'server_vad', interrupt_response}});

describe('What the server says of its session', () => {
  let call: FakeCall;
  beforeEach(async () => {
    call = new FakeCall();
    await call.start();
    call.connection.says(...sessionEvents);
    call.reported();
  });
  afterEach(() => call.session.stop());

  it('tells whether the assistant can be interrupted, each time that this changes', () => {
    const told = () =>
      call.events
        .splice(0)
        .flatMap(event => (event.type === 'capabilities-changed' ? [event.capabilities?.bargeIn] : []));
    call.connection.says(vad(true));
    expect(told()).to.deep.equal([]);
    call.connection.says(vad(false), vad(false), described({}));
    expect(told()).to.deep.equal([false]);
    call.connection.says(vad(true));
    expect(told()).to.deep.equal([true]);
  });

  it('tells whether words will come: a turn that gets none is over at once', () => {
    call.connection.says(described({transcription: null}), ...heard(hello));
    const turns = call.events.filter(({type}) => type.startsWith('turn-')).map(({type}) => type);
    expect(turns.slice(0, 2)).to.deep.equal(['turn-started', 'turn-finished']);
    call.events.splice(0);
    call.connection.says(
      described({transcription: {model: 'gpt-transcribe'}}),
      ...heard({...hello, number: 7}),
    );
    expect(call.reported()).not.to.include('turn-finished');
  });

  describe('when the conversation is cleared', () => {
    const deleted = () =>
      call.connection.sent.flatMap(({type, item_id}) =>
        type === 'conversation.item.delete' ? [item_id] : [],
      );
    const system: WireEvent = {
      type: 'conversation.item.added',
      item: {id: 'item_page', type: 'message', role: 'system', content: []},
    };

    it('forgets what was said and shown, and keeps what it knows of the page', () => {
      call.connection.says(system, ...heard(hello), ...answerBegins(hello), ...answerEnds(hello));
      call.session.clear();
      expect(deleted()).to.have.members(['item_user1', 'item_answer1']);
      call.session.clear();
      expect(deleted()).to.have.length(2);
    });

    it('drops what still comes of the response under way, but for its end', () => {
      call.connection.says(...heard(hello), ...answerBegins(hello));
      call.session.clear();
      call.reported();
      call.connection.says(...answerEnds(hello));
      const reported = call.reported();
      expect(reported).to.include('response-finished');
      expect(reported.filter(type => type.startsWith('turn-'))).to.deep.equal([]);
    });
  });
});
