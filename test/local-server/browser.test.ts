import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {
  hearInOrder,
  makeSpeechWav,
  startRealtimeServer,
  type Call,
  type RunningRealtimeServer,
} from '../../local-server/index.js';
import {BrowserCaller} from './helpers/browser-caller.js';

/** Well above the noise of a silent microphone, well below speech. */
const AUDIBLE = 0.02;

describe('a call from Chromium', {timeout: 90_000}, () => {
  let server: RunningRealtimeServer;
  let caller: BrowserCaller;
  let call: Call;

  before(async () => {
    const recording = await makeSpeechWav([
      {silenceMs: 2500},
      {text: 'Hello, please tell me a story.'},
      {silenceMs: 4500},
      {text: 'Wait, wait, one moment please.'},
      {silenceMs: 60_000},
    ]);
    server = await startRealtimeServer({
      understand: hearInOrder('Tell me a story', 'Wait, wait'),
      session: {audio: {input: {transcription: {model: 'local'}}}},
    });
    caller = await BrowserCaller.open(server.url, recording);
  });
  after(async () => {
    await caller?.close();
    await server?.close();
  });

  it('opens its channel, and gets the session', async context => {
    const {answerMs, openMs} = await caller.call();
    context.diagnostic(`answer after ${answerMs.toFixed(0)} ms, channel open after ${openMs.toFixed(0)} ms`);
    call = await server.waitForCall();
    await call.waitForSentEvent('session.created');
    assert.equal(call.state, 'open');
  });

  it('is heard: silence first, then speech, whose words are found', async () => {
    const speech = await call.waitForInputLevel(AUDIBLE, 10_000);
    const before = call.inputLevel(speech.at - 1000, speech.at - 100);
    assert.ok(before.length > 30 && before.every(sample => sample.rms < AUDIBLE / 4), 'silence before');
    await call.waitForSentEvent('input_audio_buffer.speech_started', 2000);
    const {event} = await call.waitForSentEvent(
      'conversation.item.input_audio_transcription.completed',
      10_000,
    );
    assert.equal(event.transcript, 'Tell me a story');
  });

  it('hears the answer', async () => {
    await call.waitForSentEvent('output_audio_buffer.started', 5000);
    await caller.waitForSound(AUDIBLE);
  });

  it('silences the answer by talking over it', async () => {
    const {at} = await call.waitForSentEvent('output_audio_buffer.cleared', 15_000);
    const truncated = await call.waitForSentEvent('conversation.item.truncated');
    assert.ok(Number(truncated.event.audio_end_ms) > 500);
    await caller.waitForQuiet(0.001, 200, 5000);
    const started = call.sentEvents.findLast(record => record.type === 'input_audio_buffer.speech_started');
    assert.ok(started && at - started.at < 50, 'at once');
    await call.waitForSentEvent('output_audio_buffer.started', 10_000, at);
  });

  it('shows the page the same events in the same order', async () => {
    await call.waitForSentEvent('output_audio_buffer.stopped', 15_000);
    const sent = call.sentEvents.map(record => record.type);
    const received = (await caller.events()).map(event => event.type);
    assert.deepEqual(received, sent.slice(0, received.length));
    assert.ok(received.length > 20);
  });

  it('sends digital silence while muted', async () => {
    await caller.mute(true);
    await call.waitForInputSilence(0, 1000, 5000, performance.now());
  });

  it('mixes typed text into the conversation', async () => {
    const from = performance.now();
    const content = [{type: 'input_text', text: 'Count to three'}];
    await caller.send({type: 'conversation.item.create', item: {type: 'message', role: 'user', content}});
    await caller.send({type: 'response.create'});
    const {event} = await call.waitForSentEvent('response.output_audio_transcript.done', 5000, from);
    assert.equal(event.transcript, 'One, two, three.');
    await call.waitForSentEvent('output_audio_buffer.stopped', 10_000, from);
  });

  it('sends frames at an even pace', context => {
    const frames = call.outputLevel();
    const gaps = frames.slice(1).map((frame, index) => frame.at - frames[index]!.at);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const sorted = gaps.toSorted((a, b) => a - b);
    const percentile = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;
    context.diagnostic(
      `frame every ${mean.toFixed(2)} ms, 1 % under ${percentile(0.01).toFixed(1)}, 1 % over ${percentile(0.99).toFixed(1)}`,
    );
    // The mean suffers when the machine is busy with something else; the rhythm must not.
    assert.ok(Math.abs(percentile(0.5) - 20) < 1, `${percentile(0.5)} ms`);
  });

  it('ends when the page hangs up', async () => {
    await caller.hangUp();
    assert.equal(await call.ended, 'the page hung up');
    assert.equal(call.state, 'closed');
  });

  it('can be ended by the server, which the page notices', async () => {
    await caller.call('?fault=session-expires-after:300');
    const second = await server.waitForCall(candidate => candidate !== call);
    assert.equal(await second.ended, 'the session expired');
    await caller.page.waitForFunction(() => globalThis.caller.channel.readyState === 'closed', {
      timeout: 5000,
    });
    const last = (await caller.events()).at(-1) as {type: string; error?: {code?: string}} | undefined;
    assert.equal(last?.error?.code, 'session_expired');
  });

  it('can lose its channel, and keep its connection', async () => {
    await caller.call('?fault=channel-close-after:200');
    await caller.page.waitForFunction(() => globalThis.caller.channel.readyState === 'closed', {
      timeout: 5000,
    });
    const state = await caller.page.evaluate(() => globalThis.caller.connection.connectionState);
    assert.equal(state, 'connected');
    await caller.hangUp();
  });
});
