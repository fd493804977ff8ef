import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {WireEvent} from '../../local-server/engine/events.js';
import {EventFilter} from '../../local-server/faults/event-filter.js';
import type {FaultOptions} from '../../local-server/faults/fault-table.js';

const DELTA = 'response.output_audio_transcript.delta';
const ANSWER: WireEvent[] = [
  {type: 'response.created'},
  {type: DELTA, delta: 'one '},
  {type: DELTA, delta: 'two '},
  {type: DELTA, delta: 'three'},
  {type: 'output_audio_buffer.started'},
  {type: 'response.output_audio_transcript.done', transcript: 'one two three'},
  {type: 'response.done'},
];

function passed(faults: FaultOptions, events = ANSWER): string[] {
  const sent: string[] = [];
  const filter = new EventFilter(
    text => sent.push(text),
    () => faults,
  );
  for (const event of events) filter.push(event);
  return sent;
}

function types(faults: FaultOptions): string[] {
  return passed(faults).map(text => (JSON.parse(text) as WireEvent).type);
}

function deltas(faults: FaultOptions): unknown[] {
  return passed(faults)
    .map(text => JSON.parse(text) as WireEvent)
    .filter(event => event.type === DELTA)
    .map(event => event.delta);
}

describe('EventFilter', () => {
  it('changes nothing when nothing is to go wrong', () => {
    assert.deepEqual(
      passed({}),
      ANSWER.map(event => JSON.stringify(event)),
    );
  });

  it('breaks the times of GPT-Live, each in another way, and keeps the words', () => {
    const event = {type: 'session.input_transcript.delta', delta: 'Hi', start_ms: 10, end_ms: 20};
    const sent = passed(
      {brokenTimes: true},
      Array.from({length: 5}, () => event),
    );
    const times = sent.map(text => {
      const {delta, start_ms, end_ms} = JSON.parse(text) as WireEvent;
      assert.equal(delta, 'Hi');
      return JSON.stringify({start_ms, end_ms});
    });
    assert.equal(new Set(times).size, 5);
    assert.ok(!times.includes(JSON.stringify({start_ms: 10, end_ms: 20})));
  });

  it('drops events', () => {
    assert.ok(!types({noResponseDone: true}).includes('response.done'));
    assert.ok(!types({noOutputBuffer: true}).some(type => type.startsWith('output_audio_buffer')));
    assert.deepEqual(types({dropEvents: `${DELTA}|response.done`}).length, 3);
    assert.deepEqual(passed({noSessionCreated: true}, [{type: 'session.created'}]), []);
    assert.deepEqual(passed({noSessionUpdated: true}, [{type: 'session.updated'}]), []);
  });

  it('repeats, delays and mixes up events', () => {
    assert.equal(types({duplicateEvents: true}).length, ANSWER.length * 2);
    assert.deepEqual(types({lateDeltas: true}).slice(-2), ['response.done', DELTA]);
    assert.deepEqual(deltas({reorderDeltas: true}), ['two ', 'one ', 'three']);
    assert.equal(types({reorderDeltas: true}).length, ANSWER.length);
  });

  it('puts strange events and broken messages in between', () => {
    assert.ok(types({unknownEvents: true}).includes('session.mood_changed'));
    const broken = passed({malformedFrames: true});
    assert.equal(broken.length, ANSWER.length + 2);
  });

  it('makes texts huge, or hostile', () => {
    assert.ok(String(deltas({hugeText: true})[0]).length >= 60_000);
    assert.equal(String(deltas({hugeText: true})[1]).length, 4);
    for (const delta of deltas({hostileText: true})) assert.match(String(delta), /<script>/u);
  });
});
