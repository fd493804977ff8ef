import {expect} from '@open-wc/testing';
import {FakeCall} from '../../helpers/fake-call.js';
import {until} from '../../helpers/until.js';
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

    it('forgets what was sent and not confirmed, tool results, and no call that waits for one', () => {
      const item = (id: string, more: object): WireEvent => ({
        type: 'conversation.item.added',
        item: {id, ...more},
      });
      call.session.sendText('My secret', 'typed_1', {respond: true});
      call.connection.says(
        item('item_call', {type: 'function_call', call_id: 'c1'}),
        item('item_result', {type: 'function_call_output', call_id: 'c1'}),
        item('item_waits', {type: 'function_call', call_id: 'c2'}),
        item('item_list', {type: 'mcp_list_tools'}),
      );
      call.session.clear();
      expect(deleted()).to.have.members(['typed_1', 'item_call', 'item_result']);
    });

    it('drops what comes of the response that was asked for and had not begun', () => {
      call.session.sendText('My secret', 'typed_1', {respond: true});
      call.session.interrupt();
      call.session.clear();
      call.reported();
      const answer = {...hello, number: 5};
      call.connection.says(...answerBegins(answer), ...answerEnds(answer));
      const isTold = (item: string) => call.events.some(event => 'id' in event && event.id.startsWith(item));
      expect(isTold('item_answer5')).to.equal(false);
      call.connection.says(...answerBegins({...hello, number: 6}));
      expect(isTold('item_answer6')).to.equal(true);
    });

    it('does not tell a session that is opening what was said before', async () => {
      const next = new FakeCall();
      let open: (sessionId: string) => void = () => {};
      next.prepare = connection => {
        connection.opening = new Promise(resolve => (open = resolve));
      };
      const started = next.start({}, [
        {id: 'a', role: 'user', text: 'My secret', final: true, interrupted: false},
      ]);
      await until(() => next.connections.length > 0 && next.connection.options !== null, 'it connects');
      next.session.clear();
      open('call_2');
      await started;
      expect(next.connection.sent).to.deep.equal([]);
      next.session.stop();
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
