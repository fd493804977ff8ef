import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {hearInOrder} from '../../local-server/speech-to-text/speech-to-text.js';
import {EngineHarness, WORD_MS} from './helpers/engine-harness.js';

const TRANSCRIBED = {audio: {input: {transcription: {model: 'local'}}}};
const PUSH_TO_TALK = {audio: {input: {turn_detection: null}}};

describe('a spoken turn', () => {
  it('passes all events in the order of the API', async () => {
    const harness = new EngineHarness({
      presets: [TRANSCRIBED],
      understand: hearInOrder('Hello there my friend'),
    });
    await harness.speakTurn();
    await harness.run(3 * WORD_MS + 100);
    assert.deepEqual(harness.types(), [
      'session.created',
      'input_audio_buffer.speech_started',
      'input_audio_buffer.speech_stopped',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      'response.created',
      'rate_limits.updated',
      'conversation.item.input_audio_transcription.delta',
      'conversation.item.input_audio_transcription.completed',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_audio_transcript.delta',
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
      'response.output_item.done',
      'conversation.item.done',
      'response.done',
      'output_audio_buffer.started',
      'output_audio_buffer.stopped',
    ]);
  });

  it('says when speech began and ended, with padding, on one item', async () => {
    const harness = new EngineHarness();
    await harness.run(1000);
    await harness.run(1000, 0.1);
    await harness.run(600);
    const started = harness.last('input_audio_buffer.speech_started');
    const stopped = harness.last('input_audio_buffer.speech_stopped');
    const committed = harness.last('input_audio_buffer.committed');
    assert.ok(Math.abs(Number(started.audio_start_ms) - 700) <= 60, String(started.audio_start_ms));
    assert.ok(Math.abs(Number(stopped.audio_end_ms) - 2500) <= 40, String(stopped.audio_end_ms));
    assert.equal(started.item_id, stopped.item_id);
    assert.equal(started.item_id, committed.item_id);
  });

  it('chains items by previous_item_id', async () => {
    const harness = new EngineHarness();
    await harness.speakTurn();
    await harness.run(1000);
    await harness.speakTurn();
    await harness.run(1000);
    const added = harness.events.filter(event => event.type === 'conversation.item.added');
    const ids = added.map(event => (event.item as {id: string}).id);
    assert.equal(ids.length, 4);
    assert.deepEqual(
      added.map(event => event.previous_item_id),
      [null, ...ids.slice(0, 3)],
    );
  });

  it('tells the responder the words, and how long they were', async () => {
    const harness = new EngineHarness({understand: hearInOrder('What time is it')});
    await harness.speakTurn();
    const entry = harness.responder.requests[0]?.history.at(-1);
    assert.ok(entry?.role === 'user');
    assert.equal(entry.text, 'What time is it');
    assert.ok(entry.spokenMs! > 1000 && entry.spokenMs! < 2500);
    assert.ok(
      !harness.has('conversation.item.input_audio_transcription.completed'),
      'no transcription was requested',
    );
  });

  it('says that the words are unknown where it has no speech-to-text', async () => {
    const harness = new EngineHarness({presets: [TRANSCRIBED]});
    await harness.speakTurn();
    assert.ok(harness.has('conversation.item.input_audio_transcription.failed'));
    assert.ok(harness.has('response.done'), 'it answers all the same');
  });

  it('stands a placeholder in for the words when told to, without the responder believing it', async () => {
    const harness = new EngineHarness({presets: [TRANSCRIBED], placeholderTranscript: () => 'spoken'});
    await harness.speakTurn();
    assert.equal(harness.last('conversation.item.input_audio_transcription.completed').transcript, 'spoken');
    const entry = harness.responder.requests[0]?.history.at(-1);
    assert.ok(entry?.role === 'user' && entry.text === '');
  });

  it('is not begun by a click', async () => {
    const harness = new EngineHarness();
    await harness.run(500);
    await harness.run(40, 0.3);
    await harness.run(1000);
    assert.deepEqual(harness.types(), ['session.created']);
  });

  it('gets no answer with create_response false', async () => {
    const detection = {type: 'server_vad', create_response: false};
    const harness = new EngineHarness({presets: [{audio: {input: {turn_detection: detection}}}]});
    await harness.speakTurn();
    assert.ok(harness.has('input_audio_buffer.committed'));
    assert.ok(!harness.has('response.created'));
  });

  it('ends later with a low semantic eagerness', async () => {
    const detection = {type: 'semantic_vad', eagerness: 'low'};
    const harness = new EngineHarness({presets: [{audio: {input: {turn_detection: detection}}}]});
    await harness.speakTurn();
    assert.ok(!harness.has('input_audio_buffer.speech_stopped'));
    await harness.run(1000);
    assert.ok(harness.has('input_audio_buffer.speech_stopped'));
  });
});

describe('barge-in', () => {
  const long = Array.from({length: 8}, () => 'one two three four five six.').join(' ');

  it('cancels an answer that is still being generated', async () => {
    const harness = new EngineHarness({generationSpeed: 1});
    harness.responder.chunks = [{text: long}];
    await harness.speakTurn();
    await harness.run(2000);
    assert.ok(!harness.has('response.done'));
    harness.forget();
    await harness.run(200, 0.1);
    assert.deepEqual(harness.types(), [
      'input_audio_buffer.speech_started',
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
      'response.output_item.done',
      'conversation.item.done',
      'response.done',
      'output_audio_buffer.cleared',
      'conversation.item.truncated',
    ]);
    const response = harness.last('response.done').response as {status: string; status_details: unknown};
    assert.equal(response.status, 'cancelled');
    assert.deepEqual(response.status_details, {type: 'cancelled', reason: 'turn_detected'});
    const heard = Number(harness.last('conversation.item.truncated').audio_end_ms);
    assert.ok(Math.abs(heard - 2160) <= 60, `heard ${heard} ms`);
    assert.equal(harness.playback.playing, false);
    await harness.run(1000, 0.1);
    assert.ok(!harness.has('output_audio_buffer.stopped'), 'cleared, not stopped');
  });

  it('cuts the sound of an answer that is generated already, and forgets what was not heard', async () => {
    const harness = new EngineHarness();
    harness.responder.chunks = [{text: long}];
    await harness.speakTurn();
    await harness.run(1000);
    assert.ok(harness.has('response.done'));
    harness.forget();
    await harness.speakTurn();
    assert.deepEqual(harness.types().slice(0, 3), [
      'input_audio_buffer.speech_started',
      'output_audio_buffer.cleared',
      'conversation.item.truncated',
    ]);
    const before = harness.responder.requests[1]?.history.find(entry => entry.role === 'assistant');
    assert.ok(before?.role === 'assistant');
    const words = before.text.split(' ').length;
    assert.ok(words >= 5 && words <= 14, `${words} words kept of 48`);
  });

  it('does not happen with interrupt_response false; the new answer is played after the old', async () => {
    const detection = {type: 'server_vad', interrupt_response: false};
    const harness = new EngineHarness({presets: [{audio: {input: {turn_detection: detection}}}]});
    harness.responder.chunks = [{text: 'one two three four five six seven eight nine ten.'}];
    await harness.speakTurn();
    await harness.speakTurn(400);
    assert.ok(!harness.has('output_audio_buffer.cleared'));
    await harness.run(4000);
    const playback = harness.types().filter(type => type.startsWith('output_audio_buffer'));
    assert.deepEqual(playback, [
      'output_audio_buffer.started',
      'output_audio_buffer.stopped',
      'output_audio_buffer.started',
      'output_audio_buffer.stopped',
    ]);
  });
});

describe('push-to-talk', () => {
  it('hears nothing by itself, and answers what is committed', async () => {
    const harness = new EngineHarness({presets: [PUSH_TO_TALK], understand: hearInOrder('Count')});
    await harness.speakTurn();
    assert.deepEqual(harness.types(), ['session.created']);
    await harness.send({type: 'input_audio_buffer.clear'});
    await harness.run(800, 0.1);
    await harness.send({type: 'input_audio_buffer.commit'});
    assert.ok(!harness.has('response.created'), 'commit alone is no answer');
    await harness.send({type: 'response.create'});
    const entry = harness.responder.requests[0]?.history.at(-1);
    assert.ok(entry?.role === 'user' && entry.text === 'Count' && Math.abs(entry.spokenMs! - 800) <= 20);
    assert.ok(harness.has('response.done'));
  });

  it('refuses to commit nothing', async () => {
    const harness = new EngineHarness({presets: [PUSH_TO_TALK]});
    await harness.run(500, 0.1);
    await harness.send({type: 'input_audio_buffer.clear'});
    await harness.send({type: 'input_audio_buffer.commit', event_id: 'mine'});
    const error = harness.last('error').error as Record<string, unknown>;
    assert.equal(error.code, 'input_audio_buffer_commit_empty');
    assert.equal(error.event_id, 'mine');
  });

  it('takes sound from events, too', async () => {
    const harness = new EngineHarness({presets: [PUSH_TO_TALK]});
    const second = Buffer.alloc(24_000 * 2, 1).toString('base64');
    await harness.send({type: 'input_audio_buffer.append', audio: second});
    await harness.send({type: 'input_audio_buffer.commit'});
    assert.ok(harness.has('input_audio_buffer.committed'));
  });
});
