import {expect} from '@open-wc/testing';
import {Clock} from '../../helpers/clock.js';
import {FakeCall} from '../../helpers/fake-call.js';
import {restoreStubs} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';
import {answerBegins, heard, hello, response, thanks, type WireEvent} from '../../helpers/wire.js';

const respond = {respond: true};
const [created] = answerBegins(hello) as [WireEvent];
const [createdNext] = answerBegins(thanks) as [WireEvent];
const [speechStarted, speechStopped, committed] = heard(hello) as [WireEvent, WireEvent, WireEvent];
const doneOf = (id: string, output: readonly unknown[] = []): WireEvent => ({
  type: 'response.done',
  response: response(id, 'completed', output),
});
const callOf = (id: string) => ({type: 'function_call', call_id: id, name: 'weather', arguments: '{}'});
/** The server has a tool result. */
const added = (id: string): WireEvent => ({
  type: 'conversation.item.added',
  item: {id: `item_${id}`, type: 'function_call_output', call_id: id, output: '{}'},
});
const described = (type: 'created' | 'updated', session: object = {}): WireEvent => ({
  type: `session.${type}`,
  session: {type: 'realtime', id: 'sess_1', ...session},
});
const detection = (settings: object | null) => ({audio: {input: {turn_detection: settings}}});
const refusal = (code: string): WireEvent => ({type: 'error', error: {type: 'invalid_request_error', code}});

describe('A response over the OpenAI protocol', () => {
  let call: FakeCall;
  let clock: Clock;
  const names = () => call.connection.names();
  const asked = () => names().filter(name => name === 'response.create');
  beforeEach(async () => {
    clock = new Clock();
    call = new FakeCall();
    await call.start();
  });
  afterEach(() => {
    call.session.stop();
    expect(clock.running).to.equal(0);
    restoreStubs();
  });

  describe('to a tool result', () => {
    beforeEach(() => {
      call.connection.says(created, doneOf('resp_1', [callOf('call_1')]));
      call.connection.names();
    });
    const returns = (id = 'call_1') => call.session.sendToolResult(id, '{"sky":"blue"}', respond);

    it('is asked for at once where nothing holds it back', () => {
      returns();
      expect(call.connection.sent).to.deep.equal([
        {
          type: 'conversation.item.create',
          item: {type: 'function_call_output', call_id: 'call_1', output: '{"sky":"blue"}'},
        },
        {type: 'response.create'},
      ]);
    });

    it('is not asked for where none is wanted', () => {
      call.session.sendToolResult('call_1', '{}', {respond: false});
      expect(names()).to.deep.equal(['conversation.item.create']);
    });

    it('is the one that the server gives to the user, who speaks meanwhile', async () => {
      call.connection.says(speechStarted);
      returns();
      expect(names()).to.deep.equal(['conversation.item.create']);
      call.connection.says(added('call_1'));
      await clock.pass(5_000);
      call.connection.says(speechStopped, committed, createdNext, doneOf('resp_3'));
      await clock.pass(5_000);
      expect(names()).to.deep.equal([]);
    });

    it('is asked for when nothing came of what was taken for speech', async () => {
      call.connection.says(speechStarted);
      returns();
      call.connection.says(speechStopped);
      await clock.pass(900);
      expect(asked()).to.deep.equal([]);
      await clock.pass(200);
      expect(asked()).to.deep.equal(['response.create']);
    });

    it('waits until the user has spoken also where a response ends in between', () => {
      call.connection.says(created, speechStarted);
      returns();
      call.connection.says(doneOf('resp_1'));
      expect(asked()).to.deep.equal([]);
    });

    it('is asked for when the one that ran did not know of it', () => {
      call.connection.says(speechStarted, speechStopped, committed);
      returns();
      call.connection.says(createdNext, added('call_1'), doneOf('resp_3'));
      expect(asked()).to.deep.equal(['response.create']);
    });

    it('is not asked for when the one that began later knew of it', () => {
      call.connection.says(speechStarted, speechStopped, committed);
      returns();
      call.connection.says(added('call_1'), createdNext, doneOf('resp_3'));
      expect(asked()).to.deep.equal([]);
    });

    it('is asked for once for several', () => {
      returns();
      returns('call_2');
      expect(asked()).to.deep.equal(['response.create']);
      call.connection.says(createdNext, added('call_1'), added('call_2'), doneOf('resp_3'));
      expect(asked()).to.deep.equal(['response.create']);
      call.connection.says(created, doneOf('resp_1'));
      expect(asked()).to.deep.equal([]);
    });

    it('is asked for again when the server refused it, as soon as its own has ended', () => {
      returns();
      call.connection.says(createdNext, refusal('conversation_already_has_active_response'));
      expect(asked()).to.deep.equal(['response.create']);
      call.connection.says(doneOf('resp_3'));
      expect(asked()).to.deep.equal(['response.create']);
      expect(call.reported()).not.to.include('problem');
    });

    it('is not asked for any more once the user has stopped the assistant', () => {
      call.connection.says(createdNext);
      returns();
      call.session.interrupt();
      call.connection.says({type: 'response.done', response: response('resp_3', 'cancelled')});
      expect(asked()).to.deep.equal([]);
    });
  });

  it('that the page asks for waits for the user like one to a tool result', async () => {
    call.connection.says(speechStarted);
    call.session.requestResponse();
    expect(names()).to.deep.equal([]);
    call.connection.says(speechStopped, committed, created, doneOf('resp_1'));
    await clock.pass(5_000);
    expect(names()).to.deep.equal([]);
  });

  describe('to a turn of the user', () => {
    const configured = async () => {
      names();
      call.session.configure({turnDetection: call.options.turnDetection});
      await until(() => call.connection.sent.some(event => event.type === 'session.update'));
      names();
    };
    const committedAs = () => call.events.findLast(event => event.type === 'input-committed');

    it('is expected, as long as the server does not say that it gives none', () => {
      call.connection.says(...heard(hello));
      expect(committedAs()).to.deep.equal({type: 'input-committed', responseFollows: true});
      call.connection.says(created, doneOf('resp_1'), described('created', detection({type: 'server_vad'})));
      call.connection.says(...heard(thanks));
      expect(committedAs()).to.include({responseFollows: true});
      expect(names()).to.deep.equal([]);
    });

    for (const [what, settings] of [
      ['responds to no turn', detection({type: 'server_vad', create_response: false})],
      ['responds to no turn, as older servers say it', {turn_detection: {create_response: false}}],
      ['has no turn detection', detection(null)],
    ] as const)
      it(`is not expected where the server ${what}`, () => {
        call.connection.says(described('created', settings), ...heard(hello));
        expect(committedAs()).to.deep.equal({type: 'input-committed', responseFollows: false});
        call.session.sendText('Hello', 'typed_1', respond);
        expect(names()).to.deep.equal(['conversation.item.create', 'response.create']);
      });

    it('is told when it comes all the same', () => {
      const manual = detection({type: 'server_vad', create_response: false});
      call.connection.says(described('created', manual), ...heard(hello));
      call.reported();
      call.connection.says(created, doneOf('resp_1'));
      expect(call.reported()).to.deep.equal(['response-started', 'response-finished']);
    });

    it('is expected again once the server was told so from elsewhere', () => {
      call.connection.says(described('created', detection({type: 'server_vad', create_response: false})));
      call.connection.says(described('updated', detection({type: 'server_vad', create_response: true})));
      call.connection.says(...heard(hello));
      expect(committedAs()).to.include({responseFollows: true});
    });

    it('comes once after a press in which nothing was said, and a change to automatic turns', async () => {
      await call.start({turnDetection: 'push-to-talk'});
      call.connection.says(described('created', detection(null)));
      call.session.startTalking();
      call.session.stopTalking();
      call.connection.says(refusal('input_audio_buffer_commit_empty'));
      expect(call.reported()).not.to.include('problem');
      call.options = {...call.options, turnDetection: 'server-vad'};
      await configured();
      call.connection.says(described('updated', detection({type: 'server_vad', create_response: true})));
      call.connection.says(...heard(hello), created, doneOf('resp_1'));
      await clock.pass(5_000);
      expect(names()).to.deep.equal([]);
    });

    it('comes once where the turns became automatic before the server told of the empty press', async () => {
      await call.start({turnDetection: 'push-to-talk'});
      call.session.startTalking();
      call.session.stopTalking();
      call.options = {...call.options, turnDetection: 'server-vad'};
      await configured();
      call.connection.says(...heard(hello), created, doneOf('resp_1'));
      expect(names()).to.deep.equal([]);
    });

    it('is not cancelled because the one before was only heard when it was interrupted', async () => {
      call.connection.says(created);
      call.connection.level = 0.2; // Such a server does not say when its sound starts and stops.
      await until(async () => {
        await clock.pass(200);
        return call.events.some(({type}) => type === 'playback-started');
      }, 'its sound is heard');
      call.connection.says(doneOf('resp_1'), speechStarted);
      call.session.interrupt();
      expect(names()).to.deep.equal(['output_audio_buffer.clear']);
      call.connection.says(speechStopped, committed, createdNext);
      await clock.pass(1_000);
      expect(names()).to.deep.equal([]);
    });
  });

  describe('that is prompted', () => {
    const greeting = {instructions: 'Welcome the visitor.'};
    const prompted = async () => {
      call.session.requestResponse(greeting);
      await clock.pass(0);
    };
    const prompts = () =>
      call.connection.sent
        .splice(0)
        .flatMap(event => (event.type === 'response.create' ? [event.response] : []));

    it('keeps the instructions of the page', async () => {
      await call.start({instructions: 'Always speak Dutch.'});
      call.connection.says(described('created', {instructions: 'Be kind.'}));
      await prompted();
      expect(prompts()).to.deep.equal([{instructions: 'Always speak Dutch.\n\nWelcome the visitor.'}]);
    });

    it('keeps the instructions of the server where the page has none', async () => {
      call.connection.says(described('created', {instructions: 'Be kind.'}));
      call.connection.says(described('updated', {instructions: 'Be brief.'}));
      await prompted();
      expect(prompts()).to.deep.equal([{instructions: 'Be brief.\n\nWelcome the visitor.'}]);
    });

    it('has no other instructions where there are none', async () => {
      call.connection.says(described('created'));
      await prompted();
      expect(prompts()).to.deep.equal([{instructions: 'Welcome the visitor.'}]);
    });

    it('waits for the server to tell its instructions, for a second at most', async () => {
      call.session.requestResponse(greeting);
      await clock.pass(500);
      expect(prompts()).to.deep.equal([]);
      call.connection.says(described('created', {instructions: 'Be kind.'}));
      await clock.pass(0);
      expect(prompts()).to.deep.equal([{instructions: 'Be kind.\n\nWelcome the visitor.'}]);

      await call.start();
      call.session.requestResponse(greeting);
      await clock.pass(1_100);
      expect(prompts()).to.deep.equal([{instructions: 'Welcome the visitor.'}]);
    });

    it('is not waited for when the call ends meanwhile', async () => {
      call.session.requestResponse(greeting);
      const {connection} = call;
      call.session.stop();
      expect(clock.running).to.equal(0);
      await clock.pass(2_000);
      expect(connection.sent).to.deep.equal([]);
    });

    it('says what it is given word for word', async () => {
      call.connection.says(described('created'));
      call.session.say('The “door” is\nopen.');
      await clock.pass(0);
      expect(prompts()).to.deep.equal([
        {instructions: 'Say exactly this, and nothing else: "The “door” is\\nopen."'},
      ]);
    });

    it('comes after the one that is made, and the next one is not prompted', async () => {
      call.connection.says(described('created'), created);
      await prompted();
      expect(prompts()).to.deep.equal([]);
      call.connection.says(doneOf('resp_1'));
      expect(prompts()).to.deep.equal([greeting]);
      call.connection.says(createdNext, doneOf('resp_3'));
      call.session.sendText('Hello', 'typed_1', respond);
      expect(prompts()).to.deep.equal([undefined]);
    });

    it('gives way to words that are typed, which are not prompted', async () => {
      call.connection.says(described('created'), created);
      await prompted();
      call.session.sendText('Hello', 'typed_1', respond);
      call.connection.says(doneOf('resp_1'));
      expect(prompts()).to.deep.equal([undefined]);
    });

    it('gives way to what the user says, and does not come later', async () => {
      call.connection.says(described('created'), speechStarted);
      await prompted();
      call.connection.says(speechStopped, committed, created, doneOf('resp_1'));
      expect(prompts()).to.deep.equal([]);
      call.session.sendToolResult('call_1', '{}', respond);
      expect(prompts()).to.deep.equal([undefined]);
    });

    it('does not come later when it was stopped', async () => {
      call.connection.says(described('created'), created);
      await prompted();
      call.session.interrupt();
      call.connection.says(doneOf('resp_1'));
      call.session.sendToolResult('call_1', '{}', respond);
      expect(prompts()).to.deep.equal([undefined]);
    });
  });
});
