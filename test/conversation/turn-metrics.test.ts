import {expect} from '@open-wc/testing';
import {LevelMeter} from '../../src/audio/level-meter.js';
import type {VoiceMetricsEvent} from '../../src/events/metrics.js';
import {noCapabilities} from '../../src/state/capabilities.js';
import type {RealtimeConnection} from '../../src/transports/connection.js';
import {Clock} from '../helpers/clock.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {ToolRig} from '../helpers/tool-rig.js';
import {until} from '../helpers/until.js';

const usage = {input_tokens: 100, output_tokens: 20, total_tokens: 120};

describe('Metrics', () => {
  let rig: ToolRig;
  let connected: VoiceMetricsEvent;
  /** Those since the test began. */
  const metrics = () => rig.told<VoiceMetricsEvent>('metrics').slice(before);
  let before = 0;
  const finished = (id: string, more = {}) => ({
    type: 'response.done',
    response: {id, status: 'completed', output: [], usage, ...more},
  });

  beforeEach(async () => {
    rig = new ToolRig({tools: [{name: 'look', execute: () => 'It is there.'}]});
    await rig.open();
    before = 0;
    const find = () => metrics().find(({connectMs}) => connectMs !== undefined);
    await until(find, 'it is told how long it took to connect');
    connected = find()!;
    before = metrics().length; // The greeting of the rig may be among them, also before it.
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('tell how long it took to connect', () => {
    expect(connected.connectMs).to.be.within(0, 5_000);
    expect(connected.transport).to.equal('webrtc');
    expect(connected.sessionUsage.totalTokens).to.equal(0);
  });

  it('tell of a turn how long the person waited, and what it cost', async () => {
    rig.conversation.sendText('And now?');
    rig.connection.says(
      {type: 'response.created', response: {id: 'a'}},
      {type: 'output_audio_buffer.started', response_id: 'a'},
      finished('a', {output: [{type: 'message', role: 'assistant', content: [{type: 'output_audio'}]}]}),
    );
    expect(metrics()).to.have.length(0);
    rig.connection.says({type: 'output_audio_buffer.stopped', response_id: 'a'});
    expect(metrics()).to.have.length(1);
    const {turnLatencyMs, bargeInMs, usage: cost, sessionUsage, connectMs} = metrics()[0]!;
    expect(turnLatencyMs).to.be.within(0, 5_000);
    expect([bargeInMs, connectMs]).to.deep.equal([undefined, undefined]);
    expect([cost!.totalTokens, sessionUsage.totalTokens]).to.deep.equal([120, 120]);
  });

  it('tell what part of the wait was the network’s, and what the server’s', async () => {
    const link = {
      roundTripMs: 40,
      jitterMs: 0,
      packetsReceived: 1,
      packetsLost: 0,
      bytesReceived: 1,
      audioEnergy: 0,
    };
    stub(rig.connection as RealtimeConnection, 'measure', () => Promise.resolve({...link, waitedMs: 100}));
    const clock = new Clock();
    rig.conversation.sendText('And now?');
    await clock.pass(200);
    rig.connection.says(
      {type: 'response.created', response: {id: 'a'}},
      {type: 'output_audio_buffer.started', response_id: 'a'},
    );
    await clock.pass(50);
    rig.connection.says(finished('a'), {type: 'output_audio_buffer.stopped', response_id: 'a'});
    const {turnLatencyMs, networkMs, modelMs, playbackMs} = metrics()[0]!;
    expect([turnLatencyMs, networkMs, modelMs]).to.deep.equal([200, 40, 160]);
    expect(playbackMs).to.equal(undefined); // There was no sound to be heard.
  });

  it('do not take the end of an earlier answer for the answer', async () => {
    const clock = new Clock();
    rig.conversation.sendText('Go on.');
    await clock.pass(1_000);
    rig.connection.says(
      {type: 'response.created', response: {id: 'a'}},
      {type: 'output_audio_buffer.started', response_id: 'a'},
      {type: 'input_audio_buffer.speech_started'},
      {type: 'input_audio_buffer.speech_stopped'},
      {type: 'input_audio_buffer.committed', item_id: 'said'},
      finished('a', {status: 'cancelled'}),
    );
    await clock.pass(150);
    rig.connection.says(
      {type: 'response.created', response: {id: 'b'}},
      {type: 'output_audio_buffer.started', response_id: 'b'},
      finished('b'),
      {type: 'output_audio_buffer.stopped', response_id: 'b'},
    );
    expect(metrics().at(-1)!.turnLatencyMs).to.equal(150);
  });

  it('count what a turn with a tool cost as one', async () => {
    rig.conversation.sendText('Look!');
    rig.connection.says(
      {type: 'response.created', response: {id: 'a'}},
      finished('a', {output: [{type: 'function_call', name: 'look', call_id: 'c', arguments: '{}'}]}),
    );
    await rig.output('c');
    rig.connection.says({type: 'response.created', response: {id: 'b'}}, finished('b'));
    expect(metrics().map(({usage}) => usage?.totalTokens)).to.deep.equal([240]);
  });

  it('tell of an answer that was talked over how soon it was silent', async () => {
    const clock = new Clock();
    rig.conversation.sendText('Go on.');
    rig.connection.says(
      {type: 'response.created', response: {id: 'a'}},
      {type: 'output_audio_buffer.started', response_id: 'a'},
    );
    await clock.pass(700);
    rig.connection.says({type: 'input_audio_buffer.speech_started'});
    await clock.pass(70);
    rig.connection.says(finished('a', {status: 'cancelled'}));
    expect(metrics().map(({bargeInMs}) => bargeInMs)).to.deep.equal([0]); // The page cuts it at once.
  });
});

describe('Metrics of a conversation in full duplex', () => {
  let rig: Rig;
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('tell of an answer that begins before it is certain that the person has ended', async () => {
    rig = new Rig();
    rig.session.capabilities = {...noCapabilities, turns: false};
    const told: VoiceMetricsEvent[] = [];
    rig.conversation.addEventListener('voice-metrics', event => told.push(event));
    await rig.conversation.start();
    await until(() => told.length > 0, 'it is told how long it took to connect');
    const clock = new Clock();
    let level = 0.6;
    stub(LevelMeter.prototype, 'level', () => level);
    rig.session.says({type: 'speech-started'});
    await clock.pass(1_000);
    level = 0.01;
    await clock.pass(300);
    rig.session.says({type: 'playback-started'});
    await clock.pass(300);
    rig.session.says({type: 'speech-stopped'});
    await clock.pass(1_000);
    rig.session.says({type: 'playback-stopped', cut: false});
    expect(told.slice(1).map(({turnLatencyMs}) => turnLatencyMs)).to.deep.equal([300]);
  });
});
