import {expect} from '@open-wc/testing';
import {Clock} from '../../helpers/clock.js';
import {FakeCall} from '../../helpers/fake-call.js';
import {restoreStubs} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';
import {
  answerBegins,
  answerEnds,
  heard,
  hello,
  response,
  sessionEvents,
  thanks,
  type WireEvent,
} from '../../helpers/wire.js';

const [created] = answerBegins(hello) as [WireEvent];
const done = answerEnds(hello).find(event => event.type === 'response.done')!;
const respond = {respond: true};
const cancelled: WireEvent = {type: 'response.done', response: response('resp_1', 'cancelled')};

describe('Turn-taking over the OpenAI protocol', () => {
  let call: FakeCall;
  let clock: Clock;
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

  it('asks for an answer to typed words', () => {
    call.session.sendText('Hello', 'typed_1', respond);
    expect(call.connection.sent).to.deep.equal([
      {
        type: 'conversation.item.create',
        item: {id: 'typed_1', type: 'message', role: 'user', content: [{type: 'input_text', text: 'Hello'}]},
      },
      {type: 'response.create'},
    ]);
  });

  it('asks for none where none is wanted', () => {
    call.session.sendText('Hello', 'typed_1', {respond: false});
    expect(call.connection.names()).to.deep.equal(['conversation.item.create']);
  });

  it('cancels an answer that is being made, and what is left of its sound', () => {
    call.connection.says(created);
    call.session.interrupt();
    expect(call.connection.names()).to.deep.equal(['response.cancel', 'output_audio_buffer.clear']);
  });

  it('only clears the sound of an answer that is made: there is nothing to cancel', () => {
    call.connection.says(...answerBegins(hello), done);
    call.session.interrupt();
    expect(call.connection.names()).to.deep.equal(['output_audio_buffer.clear']);
  });

  it('clears no sound where none is heard', () => {
    call.session.interrupt();
    call.connection.says(...answerBegins(hello), ...answerEnds(hello));
    call.session.interrupt();
    expect(call.connection.names()).to.deep.equal([]);
    call.session.sendText('Hello', 'typed_1', respond);
    expect(call.connection.names()).to.deep.equal(['conversation.item.create', 'response.create']);
  });

  it('clears what is still heard of the answer before when words are typed', () => {
    call.connection.says(...answerBegins(hello), done);
    call.session.sendText('No, wait', 'typed_1', respond);
    expect(call.connection.names()).to.deep.equal([
      'conversation.item.create',
      'output_audio_buffer.clear',
      'response.create',
    ]);
  });

  it('cancels an answer without an id, too', () => {
    call.connection.says({type: 'response.created', response: {}});
    call.session.interrupt();
    expect(call.connection.names()).to.deep.equal(['response.cancel', 'output_audio_buffer.clear']);
  });

  it('cancels an answer that was interrupted before it began, as soon as it begins, and no other', () => {
    call.connection.says(...heard(hello));
    call.session.interrupt();
    expect(call.connection.names()).to.deep.equal([]);
    call.connection.says(created);
    expect(call.connection.names()).to.deep.equal(['response.cancel', 'output_audio_buffer.clear']);
    call.connection.says(cancelled, ...heard(thanks), answerBegins(thanks)[0]!);
    expect(call.connection.names()).to.deep.equal([]);
  });

  it('cancels the answer that is being made for typed words, and asks for theirs when it has ended', () => {
    call.connection.says(created);
    call.session.sendText('No, wait', 'typed_1', respond);
    expect(call.connection.names()).to.deep.equal([
      'conversation.item.create',
      'response.cancel',
      'output_audio_buffer.clear',
    ]);
    call.connection.says(cancelled);
    expect(call.connection.names()).to.deep.equal(['response.create']);
  });

  it('asks for one answer to several typed words', () => {
    call.connection.says(created);
    for (const word of ['One', 'Two', 'Three']) call.session.sendText(word, `typed_${word}`, respond);
    call.connection.names();
    call.connection.says(cancelled);
    expect(call.connection.names()).to.deep.equal(['response.create']);
    call.connection.says(answerBegins(thanks)[0]!, answerEnds(thanks).at(-3)!);
    expect(call.connection.names()).to.deep.equal([]);
  });

  it('does not wait for ever for a server that does not answer a cancellation', async () => {
    call.connection.says(created);
    call.session.sendText('No, wait', 'typed_1', respond);
    call.connection.names();
    await clock.pass(1_900);
    expect(call.connection.names()).to.deep.equal([]);
    await clock.pass(200);
    expect(call.connection.names()).to.deep.equal(['response.create']);
  });

  it('does not cancel the answer to typed words in place of one that never began', async () => {
    call.connection.says(...heard(hello));
    call.session.sendText('Or rather', 'typed_1', respond);
    await clock.pass(2_100);
    expect(call.connection.names().at(-1)).to.equal('response.create');
    call.connection.says(created);
    expect(call.connection.names()).to.deep.equal([]);
  });

  it('drops what the person began to say when push-to-talk goes down, and silences the assistant', () => {
    call.connection.says(created);
    call.session.startTalking();
    expect(call.connection.names()).to.deep.equal([
      'response.cancel',
      'output_audio_buffer.clear',
      'input_audio_buffer.clear',
    ]);
  });

  it('commits what was said when push-to-talk goes up, and asks for an answer once the server has it', () => {
    call.session.startTalking();
    call.connection.names();
    call.session.stopTalking();
    expect(call.connection.names()).to.deep.equal(['input_audio_buffer.commit']);
    call.connection.says(...heard(hello).slice(2));
    expect(call.connection.names()).to.deep.equal(['response.create']);
  });

  it('asks for answers again when the connection has healed after it was away while push-to-talk was held', () => {
    call.session.startTalking();
    call.connection.listener.stalled();
    call.session.requestResponse();
    call.connection.names();
    call.connection.listener.resumed();
    expect(call.connection.names()).to.deep.equal(['response.create']);
    call.connection.says(created, done);
    call.session.startTalking();
    call.session.stopTalking();
    expect(call.connection.names()).to.deep.equal(['input_audio_buffer.clear', 'input_audio_buffer.commit']);
    call.connection.says(...heard(hello).slice(2));
    expect(call.connection.names()).to.deep.equal(['response.create']);
  });

  it('expects no answer of the server’s own under push-to-talk', async () => {
    await call.start({turnDetection: 'push-to-talk'});
    call.connection.names();
    call.session.stopTalking();
    call.connection.says(...heard(hello).slice(2), created, done);
    call.connection.says(...heard(thanks).slice(2));
    call.connection.names();
    call.session.sendText('And?', 'typed_1', respond);
    expect(call.connection.names()).to.deep.equal(['conversation.item.create', 'response.create']);
  });

  it('does not greet and answer at once: typed words wait for the greeting to be cancelled', async () => {
    call.connection.says(...sessionEvents);
    call.session.requestResponse({instructions: 'Say hello.'});
    await clock.pass(0);
    expect(call.connection.names()).to.deep.equal(['response.create']);
    call.session.sendText('Hello', 'typed_1', respond);
    expect(call.connection.names()).to.deep.equal(['conversation.item.create']);
    call.connection.says(created);
    expect(call.connection.names()).to.deep.equal(['response.cancel', 'output_audio_buffer.clear']);
    call.connection.says(cancelled);
    expect(call.connection.names()).to.deep.equal(['response.create']);
  });

  it('hears when sound starts and stops where the server does not say so', async () => {
    call.reported();
    call.connection.says(created);
    await until(() => clock.running > 0, 'it listens');
    call.connection.level = 0.2;
    await clock.pass(200);
    expect(call.reported()).to.deep.equal(['response-started', 'playback-started']);
    call.connection.says(done);
    call.connection.level = 0;
    await clock.pass(2_000);
    expect(call.reported().at(-1)).to.equal('playback-stopped');
  });

  it('believes a server that says when sound starts and stops', async () => {
    call.connection.says(...answerBegins(hello));
    call.reported();
    call.connection.level = 0.2;
    await clock.pass(5_000);
    expect(call.reported()).to.deep.equal([]);
    call.connection.says(...answerEnds(hello), answerBegins(thanks)[0]!);
    expect(clock.running).to.equal(0);
  });
});
