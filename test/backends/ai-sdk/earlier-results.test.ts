import {expect} from '@open-wc/testing';
import {Clock} from '../../helpers/clock.js';
import {FakeCodecCall} from '../../helpers/fake-codec-call.js';
import {restoreStubs} from '../../helpers/stub.js';
import {neutralModel} from '../../session/obedient-realtime-model.js';

const toolCalls = [{callId: 'earlier-1', name: 'look_up', arguments: '{}'}];
const whatCame = /What came of the call of look_up: Three teas\./;

describe('The result of a tool that an earlier session called', () => {
  let call: FakeCodecCall;
  let clock: Clock;

  /** What was told since the session was set up, in short. */
  const told = () =>
    call.told.slice(1).map(message => {
      const {item} = message as {readonly item?: {readonly text: string}};
      return item ? (whatCame.test(item.text) ? 'the result' : item.text) : message.type;
    });
  const result = (respond: boolean) => call.session.sendToolResult('earlier-1', 'Three teas.', {respond});

  beforeEach(() => {
    clock = new Clock();
    call = new FakeCodecCall();
  });
  afterEach(() => {
    call.session.stop();
    restoreStubs();
  });

  it('is said at once, and responded to', async () => {
    await call.open({toolCalls});
    result(true);
    expect(told()).to.deep.equal(['the result', 'response-create']);
  });

  it('is known where no response to it is wanted', async () => {
    await call.open({toolCalls});
    result(false);
    expect(told()).to.deep.equal(['the result']);
  });

  it('is known where the person speaks first', async () => {
    await call.open({toolCalls});
    call.says({type: 'speech-started', itemId: 'item-1'});
    result(true);
    expect(told()).to.deep.equal(['the result']);
    call.says({type: 'speech-stopped', itemId: 'item-1'}, {type: 'audio-committed', itemId: 'item-1'});
    call.responds('resp-1', 'There are three.');
    expect(told().filter(what => what === 'the result')).to.have.lengthOf(1);
  });

  it('is known where the person types first', async () => {
    await call.open({toolCalls});
    call.responds('resp-1', 'Let me see.');
    result(true);
    call.session.sendText('Well?', 'typed-1', {respond: true});
    expect(told().filter(what => !/^(response|conversation)-/.test(String(what)))).to.deep.equal([
      'the result',
      'Well?',
    ]);
  });

  it('is responded to after what the person said, by a server that responds to each text', async () => {
    call.options = {...call.options, realtimeModel: {...neutralModel, modelId: 'gemini'}};
    await call.open({toolCalls});
    call.says({type: 'input-transcription-completed', itemId: 'item-1', transcript: 'Well?'});
    result(true);
    await clock.pass(600);
    call.responds('resp-1', 'Let me see.');
    expect(told()).to.deep.equal([]);
    call.says({type: 'response-done', responseId: 'resp-1', status: 'completed'});
    expect(told()).to.deep.equal(['the result']);
  });

  it('goes with what is said next to a server that responds to each text', async () => {
    call.options = {...call.options, realtimeModel: {...neutralModel, modelId: 'gemini'}};
    await call.open({toolCalls});
    result(false);
    expect(told()).to.deep.equal([]);
    call.session.sendText('Well?', 'typed-1', {respond: true});
    expect(told()).to.deep.equal(['the result', 'Well?']);
  });
});
