import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {phases, rowFor, type Phase} from '../../src/state/phase.js';
import {reduce} from '../../src/state/reduce.js';
import type {Snapshot} from '../../src/state/snapshot.js';
import type {VoiceEvent} from '../../src/state/voice-event.js';
import {after, someEvents, wayTo} from '../helpers/events.js';
import {impossibilities, turnViolations} from '../helpers/invariants.js';

const startingPoints = new Map<Phase, Snapshot>(phases.map(phase => [phase, after(wayTo[phase])]));
const phase = fc.constantFrom(...phases);
const event = fc.constantFrom(...someEvents);
const sequence = fc.array(event, {minLength: 1, maxLength: 30, size: 'max'});

/** Goes through events from a phase, and tells of each step. */
function walk(
  from: Phase,
  events: readonly VoiceEvent[],
  step: (before: Snapshot, event: VoiceEvent, after: Snapshot) => void,
): Snapshot {
  let snapshot = startingPoints.get(from)!;
  for (const event of events) {
    const before = snapshot;
    snapshot = reduce(before, event).snapshot;
    step(before, event, snapshot);
  }
  return snapshot;
}

function complain(complaints: string[], before: Snapshot, event: VoiceEvent, snapshot: Snapshot): void {
  if (!complaints.length) return;
  const seen = {before, event, snapshot};
  throw new Error(`${complaints.join('; ')}: ${JSON.stringify(seen)}`);
}

describe('Any sequence of events', () => {
  it('never makes an impossible snapshot, nor revives or changes a finished turn (70,000 sequences)', () => {
    const taken = new Set<string>();
    fc.assert(
      fc.property(phase, sequence, (from, events) => {
        walk(from, events, (before, event, snapshot) => {
          if (snapshot === before) return;
          taken.add(`${event.type} in ${before.phase}`);
          complain(impossibilities(snapshot), before, event, snapshot);
          complain(turnViolations(before, event, snapshot), before, event, snapshot);
        });
      }),
      {numRuns: 70_000},
    );
    // The sequences are worth something only if they go everywhere.
    expect(taken.size).to.be.greaterThan(100);
  });

  it('is at idle after a stop, with nothing left of the call but its words (15,000 sequences)', () => {
    fc.assert(
      fc.property(phase, sequence, (from, events) => {
        const last = walk(from, events, () => {});
        const stopped = reduce(last, {type: 'stop', reason: 'stopped'});
        const {phase, online, playing, held, userSpeaking, error, turns} = stopped.snapshot;
        if (phase !== 'idle' || online || playing || held || userSpeaking || error)
          throw new Error(JSON.stringify(stopped));
        if (turns.length !== last.turns.length) throw new Error('A stop took words away');
        if (last.phase !== 'idle' && !stopped.effects.includes('close'))
          throw new Error('Nothing was closed');
      }),
      {numRuns: 15_000},
    );
  });

  it('changes nothing by an event that comes twice, as far as turns go (10,000 sequences)', () => {
    fc.assert(
      fc.property(phase, sequence, (from, events) => {
        walk(from, events, (_before, event, snapshot) => {
          if (!event.type.startsWith('turn-')) return;
          const again = reduce(snapshot, event).snapshot;
          if (again !== snapshot) throw new Error(`${JSON.stringify(event)} counted twice`);
        });
      }),
      {numRuns: 10_000},
    );
  });

  it('says nothing about a finished turn when its own events come late, in any order (10,000 sequences)', () => {
    const reports = someEvents.filter(({type}) => type === 'turn-started' || type === 'turn-text');
    fc.assert(
      fc.property(sequence, fc.shuffledSubarray(reports), (events, late) => {
        const {turns} = walk('listening', events, () => {});
        const done = new Map(turns.filter(({final, text}) => final && text).map(turn => [turn.id, turn]));
        const reported = walk('listening', [...events, ...late], () => {}).turns;
        for (const [id, turn] of done) {
          const now = reported.find(other => other.id === id);
          if (now?.text !== turn.text || !now.final) throw new Error(`${id} was revived`);
        }
      }),
      {numRuns: 10_000},
    );
  });

  it('gives back the very same snapshot when it is ignored', () => {
    for (const from of phases) {
      const snapshot = startingPoints.get(from)!;
      for (const event of someEvents) {
        if (rowFor(from, event, snapshot)) continue;
        const next = reduce(snapshot, event);
        expect(next.snapshot, `${event.type} in ${from}`).to.equal(snapshot);
        expect(next.effects).to.be.empty;
      }
    }
  });
});
