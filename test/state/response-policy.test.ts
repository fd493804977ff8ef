import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {nextResponseState, responsePolicy, responseRowFor} from '../../src/state/response-policy.js';
import {
  initialResponseState,
  responseStages,
  type ResponseEffect,
  type ResponseEvent,
  type ResponseState,
} from '../../src/state/response-state.js';
import {Exchange, moves} from './obedient-server.js';

/** Every event, with everything that it can say. */
const events: readonly ResponseEvent[] = [
  ...(['wanted', 'wanted-now', 'stopped', 'held', 'released'] as const).map(type => ({type})),
  ...(['speech-started', 'speech-stopped', 'committed'] as const).map(type => ({type})),
  ...(
    ['nothing-committed', 'commit-overdue', 'input-forgotten', 'ended', 'refused', 'end-overdue'] as const
  ).map(type => ({
    type,
  })),
  ...(['playback-started', 'playback-stopped'] as const).map(type => ({type})),
  ...[true, false].map(aware => ({type: 'started', aware}) as const),
  ...[true, false].map(automatic => ({type: 'configured', automatic}) as const),
];

interface Step {
  readonly before: ResponseState;
  readonly event: ResponseEvent;
  readonly after: ResponseState;
  readonly effects: readonly ResponseEffect[];
}

function step(before: ResponseState, event: ResponseEvent): Step {
  const row = responseRowFor(before, event);
  return {before, event, after: nextResponseState(before, row), effects: row.effects ?? []};
}

/** A response was asked for, or is expected, and has not begun. */
function isAwaited({stage}: ResponseState): boolean {
  return stage === 'expected' || stage === 'requested';
}

let allSteps: readonly Step[] | undefined;

/** Every step that a call can take, whatever comes in whatever order. */
function everyStep(): readonly Step[] {
  if (allSteps) return allSteps;
  const steps: Step[] = [];
  const reached = new Map([[JSON.stringify(initialResponseState), initialResponseState]]);
  // A map goes on to what is added while it is gone through.
  for (const state of reached.values())
    for (const event of events) {
      const taken = step(state, event);
      steps.push(taken);
      reached.set(JSON.stringify(taken.after), taken.after);
    }
  return (allSteps = steps);
}

/** Goes through events from the beginning of a call. @returns what is done, each time one after a blank */
function walk(
  ...types: readonly (ResponseEvent | Exclude<ResponseEvent['type'], 'started' | 'configured'>)[]
): {
  readonly state: ResponseState;
  readonly done: string;
} {
  let state = initialResponseState;
  const done: string[] = [];
  for (const type of types) {
    const taken = step(state, typeof type === 'string' ? {type} : type);
    state = taken.after;
    done.push(...taken.effects);
  }
  return {state, done: done.join(' ')};
}

const started = {type: 'started', aware: false} as const;
const startedAware = {type: 'started', aware: true} as const;
const manual = {type: 'configured', automatic: false} as const;

describe('The response policy', () => {
  it('has a row for every event in every stage that is always taken, and none after it', () => {
    expect(Object.keys(responsePolicy)).to.have.members([...new Set(events.map(({type}) => type))]);
    for (const [type, column] of Object.entries(responsePolicy)) {
      expect(Object.keys(column), type).to.have.members([...responseStages]);
      for (const [stage, rows] of Object.entries(column))
        expect(
          rows.findIndex(({when}) => !when),
          `${type} while ${stage}`,
        ).to.equal(rows.length - 1);
    }
  });

  it('takes every row in some call', () => {
    const taken = new Set(everyStep().map(({before, event}) => responseRowFor(before, event)));
    for (const [type, column] of Object.entries(responsePolicy))
      for (const [stage, rows] of Object.entries(column))
        for (const row of rows)
          expect(taken.has(row), `${type} while ${stage}: ${JSON.stringify(row)}`).to.be.true;
  });
});

describe('Whatever happens in whatever order, the response policy', () => {
  const complain = ({before, event}: Step) => `${event.type} after ${JSON.stringify(before)}`;

  it('asks for one response at a time', () => {
    for (const taken of everyStep()) {
      const {before, event, after, effects} = taken;
      const count = effects.filter(effect => effect === 'request').length;
      expect(count, complain(taken)).to.be.at.most(1);
      if (count) expect(after.stage, complain(taken)).to.equal('requested');
      // Otherwise another one is awaited or running, and has not ended.
      if (count && before.stage !== 'none')
        expect(event.type, complain(taken)).to.be.oneOf(['ended', 'end-overdue']);
      if (after.stage === 'requested' && before.stage !== 'requested')
        expect(count, complain(taken)).to.equal(1);
    }
  });

  it('asks for none while the user speaks, but for words that are typed', () => {
    for (const taken of everyStep().filter(({effects}) => effects.includes('request')))
      if (taken.after.userSpeaking) expect(taken.event.type, complain(taken)).to.equal('wanted-now');
  });

  it('asks at once when the user has let go of push-to-talk and no response is in the making', () => {
    for (const taken of everyStep()) {
      const {before, event, effects} = taken;
      if (event.type === 'committed' && before.committing && before.stage === 'none')
        expect(effects, complain(taken)).to.include('request');
    }
  });

  it('forgets what is wanted only where it asks for it, is stopped, or a response covers it', () => {
    for (const taken of everyStep().filter(({before, after}) => before.wanted && !after.wanted)) {
      const {before, event, effects} = taken;
      const covered =
        (event.type === 'started' && event.aware) || (event.type === 'committed' && before.automatic);
      if (!effects.includes('request') && !covered) expect(event.type, complain(taken)).to.equal('stopped');
    }
  });

  it('holds back what is wanted no longer than something holds it back', () => {
    for (const {after: state} of everyStep().filter(({after}) => after.wanted)) {
      let [last, asked] = [state, false];
      const then = (...more: readonly ResponseEvent[]) => {
        for (const event of more) {
          const {after, effects} = step(last, event);
          last = after;
          asked ||= effects.includes('request');
        }
      };
      then({type: 'released'}, {type: 'nothing-committed'}); // The user is silent.
      if (last.stage === 'expected' || last.stage === 'requested') then({type: 'started', aware: false});
      if (last.stage === 'running') then({type: 'ended'});
      expect(asked, JSON.stringify(state)).to.equal(true);
    }
  });

  it('cancels only what is running, and cuts only what is or may be heard', () => {
    for (const taken of everyStep()) {
      const {before, event, effects} = taken;
      const running = before.stage === 'running' || event.type === 'started' || event.type === 'refused';
      if (effects.includes('cancel')) expect(running, complain(taken)).to.equal(true);
      if (effects.includes('cut')) expect(running || before.playing, complain(taken)).to.equal(true);
    }
  });

  it('cuts what is or may be heard for words that are typed, for push-to-talk, and when it is stopped', () => {
    for (const taken of everyStep().filter(({event}) => /^(wanted-now|held|stopped)$/.test(event.type)))
      if (taken.before.playing || taken.before.stage === 'running')
        expect(taken.effects, complain(taken)).to.include('cut');
  });

  it('wants nothing more of what it has just asked for', () => {
    for (const taken of everyStep().filter(({effects}) => effects.includes('request')))
      expect(taken.after.wanted, complain(taken)).to.equal(false);
  });

  it('keeps a wish until then', () => {
    for (const taken of everyStep()) {
      const {event, after, effects} = taken;
      if (/^wanted/.test(event.type) && !effects.includes('request'))
        expect(after.wanted, complain(taken)).to.equal(true);
    }
  });

  it('knows of no turn of the user any more once that is over', () => {
    for (const taken of everyStep()) {
      const {event, after} = taken;
      if (!/^(committed|nothing-committed|commit-overdue)$/.test(event.type)) continue;
      const {userSpeaking, committing, awaitingCommit} = after;
      expect([userSpeaking, committing, awaitingCommit], complain(taken)).to.deep.equal([
        false,
        false,
        false,
      ]);
    }
  });

  it('knows of no response any more once that has ended, or is taken to have', () => {
    for (const taken of everyStep()) {
      const {before, event, after} = taken;
      const over = event.type === 'ended' ? before.stage === 'running' : event.type === 'end-overdue';
      if (!over || before.stage === 'none') continue;
      expect([after.awaitingEnd, after.unwanted], complain(taken)).to.deep.equal([false, false]);
      expect(after.stage, complain(taken)).to.be.oneOf(['none', 'requested']);
    }
  });

  it('is at the same stage until a response is asked for, expected, begins or ends', () => {
    for (const taken of everyStep().filter(({before, after}) => before.stage !== after.stage)) {
      const {before, event, after} = taken;
      const {stage} = after;
      if (stage === 'running') expect(event.type, complain(taken)).to.be.oneOf(['started', 'refused']);
      if (stage === 'none') expect(event.type, complain(taken)).to.be.oneOf(['ended', 'end-overdue']);
      if (stage === 'expected')
        expect([before.stage, event.type, before.automatic], complain(taken)).to.deep.equal([
          'none',
          'committed',
          true,
        ]);
    }
    for (const taken of everyStep().filter(({event}) => /^(started|refused)$/.test(event.type)))
      expect(taken.after.stage, complain(taken)).to.equal('running');
  });

  it('takes note of what happens', () => {
    const facts: Readonly<Record<string, (taken: Step) => Partial<ResponseState>>> = {
      'wanted-now': ({before}) => ({
        awaitingEnd: before.stage !== 'none' || before.awaitingEnd,
        unwanted: isAwaited(before) || (before.stage === 'none' && before.unwanted),
      }),
      stopped: ({before}) => ({
        wanted: false,
        awaitingEnd: before.stage === 'none' && before.awaitingEnd,
        unwanted: isAwaited(before) || before.unwanted,
      }),
      held: ({before}) => ({held: true, committing: false, unwanted: isAwaited(before) || before.unwanted}),
      released: () => ({held: false, committing: true}),
      'speech-started': () => ({userSpeaking: true, awaitingCommit: false}),
      'speech-stopped': ({before}) => ({
        awaitingCommit: before.userSpeaking || before.held || before.committing || before.awaitingCommit,
      }),
      committed: ({before, after}) =>
        before.committing && before.stage !== 'none'
          ? {wanted: true, awaitingEnd: true, unwanted: isAwaited(after) || before.unwanted}
          : {},
      refused: ({before}) => ({wanted: before.unwanted && isAwaited(before) ? before.wanted : true}),
      'playback-started': () => ({playing: true}),
      'playback-stopped': () => ({playing: false}),
      configured: ({before, event}) => {
        const automatic = event.type === 'configured' && event.automatic;
        return {automatic, committing: before.committing};
      },
    };
    for (const taken of everyStep())
      for (const [fact, value] of Object.entries(facts[taken.event.type]?.(taken) ?? {}))
        expect(taken.after[fact as keyof ResponseState], `${fact}: ${complain(taken)}`).to.equal(value);
  });

  it('does nothing of its own accord when sound starts or stops', () => {
    for (const taken of everyStep().filter(({event}) => event.type.startsWith('playback')))
      expect(taken.effects, complain(taken)).to.deep.equal([]);
  });
});

describe('A response', () => {
  it('is asked for at once where nothing holds it back', () => {
    expect(walk('wanted').done).to.equal('request');
    expect(walk('wanted-now').done).to.equal('request');
  });

  it('is asked for once for everything that is wanted while another one is made', () => {
    expect(walk('wanted', started, 'wanted', 'wanted', 'ended').done).to.equal('request request');
    expect(walk('wanted', started, 'wanted', 'ended', started, 'ended').state).to.include({
      stage: 'none',
      wanted: false,
    });
  });

  it('is not asked for again where the one that begins knows everything', () => {
    expect(walk('committed', 'wanted', startedAware, 'ended').done).to.equal('');
    expect(walk('committed', 'wanted', started, 'ended').done).to.equal('request');
    expect(walk('committed', started, 'wanted', startedAware, 'ended').done).to.equal('');
  });

  it('waits for the user to have spoken, and then for nothing where the server responds by itself', () => {
    expect(walk('speech-started', 'wanted').done).to.equal('');
    expect(
      walk('speech-started', 'wanted', 'speech-stopped', 'committed', startedAware, 'ended').done,
    ).to.equal('');
  });

  it('is asked for once the user has spoken where the server does not respond by itself', () => {
    expect(walk(manual, 'speech-started', 'wanted', 'speech-stopped', 'committed').done).to.equal('request');
    expect(walk(manual, 'speech-started', 'speech-stopped', 'committed').done).to.equal('');
  });

  it('is asked for when nothing came of what was taken for speech', () => {
    expect(walk('speech-started', 'wanted', 'speech-stopped', 'commit-overdue').done).to.equal('request');
  });

  it('is not asked for while the user speaks when another one ends', () => {
    const talked = ['wanted', started, 'wanted', 'speech-started', 'ended'] as const;
    expect(walk(...talked).done).to.equal('request');
    expect(walk(...talked, 'committed', startedAware, 'ended').done).to.equal('request');
    expect(walk(...talked, 'speech-stopped', 'commit-overdue').done).to.equal('request request');
  });

  it('gives way to words that are typed', () => {
    expect(walk('committed', started, 'wanted-now').done).to.equal('cancel cut');
    expect(walk('committed', started, 'wanted-now', 'ended').done).to.equal('cancel cut request');
    expect(walk('committed', 'wanted-now', started, 'ended').done).to.equal('cancel cut request');
  });

  it('that was generated and is still heard is cut for words that are typed', () => {
    expect(walk('committed', started, 'playback-started', 'ended', 'wanted-now').done).to.equal(
      'cut request',
    );
  });

  it('that does not say that it has ended is not waited for without end', () => {
    expect(walk('committed', started, 'wanted-now', 'end-overdue').done).to.equal('cancel cut request');
    expect(walk('committed', 'wanted-now', 'end-overdue', started).done).to.equal('request');
  });

  it('is cancelled as soon as it begins when it was stopped before', () => {
    expect(walk('committed', 'stopped', started).done).to.equal('cancel cut');
    expect(walk('wanted', 'stopped', started, 'ended').done).to.equal('request cancel cut');
  });

  it('is not cancelled in place of one that was stopped and never began', () => {
    expect(walk('committed', 'stopped', 'committed', started).done).to.equal('');
  });

  it('is not cancelled because an earlier one was only heard when it was stopped', () => {
    const heard = ['committed', started, 'playback-started', 'ended'] as const;
    expect(walk(...heard, 'speech-started', 'stopped', 'committed', started).done).to.equal('cut');
  });

  it('that is stopped takes what was wanted with it', () => {
    expect(walk('committed', started, 'wanted', 'stopped', 'ended').done).to.equal('cancel cut');
    expect(walk('speech-started', 'wanted', 'stopped', 'commit-overdue').done).to.equal('');
  });

  it('is asked for again when the server refused it, once the other one has ended', () => {
    expect(walk('wanted', started, 'refused', 'ended').done).to.equal('request request');
    expect(walk('wanted', 'refused', 'ended').done).to.equal('request request');
  });

  it('follows push-to-talk, and nothing else of what was heard', () => {
    expect(walk(manual, 'held', 'released', 'committed').done).to.equal('clear-input commit request');
    expect(walk(manual, 'committed').done).to.equal('');
  });

  it('gives way to push-to-talk', () => {
    expect(walk(manual, 'wanted', started, 'held').done).to.equal('request cancel cut clear-input');
    expect(walk(manual, 'wanted', 'held', started).done).to.equal('request clear-input cancel cut');
    expect(walk(manual, 'wanted', started, 'playback-started', 'ended', 'held').done).to.equal(
      'request cut clear-input',
    );
  });

  it('gives way to what was said by push-to-talk while it was made', () => {
    const begun = [manual, 'held', 'released', 'committed', started, 'held', 'released'] as const;
    const before = 'clear-input commit request cancel cut clear-input commit';
    expect(walk(...begun).done).to.equal(before);
    expect(walk(...begun, 'committed').done).to.equal(`${before} cancel cut`);
    expect(walk(...begun, 'committed', 'ended').done).to.equal(`${before} cancel cut request`);
    expect(walk(...begun, 'committed', 'end-overdue').done).to.equal(`${before} cancel cut request`);
    const expected = ['committed', 'held', 'released', 'committed'] as const;
    expect(walk(...expected, started, 'ended').done).to.equal('clear-input commit cancel cut request');
    expect(walk(...expected, 'end-overdue', started).done).to.equal('clear-input commit request');
    const awaited = [manual, 'wanted', 'held', 'released', 'committed'] as const;
    expect(walk(...awaited, started, 'ended').done).to.equal('request clear-input commit cancel cut request');
    expect(walk(...awaited, 'end-overdue').done).to.equal('request clear-input commit request');
  });

  it('waits for push-to-talk to be let go', () => {
    expect(walk(manual, 'held', 'wanted').done).to.equal('clear-input');
    expect(walk(manual, 'held', 'wanted', 'released', 'committed', started, 'ended').done).to.equal(
      'clear-input commit request',
    );
  });

  it('does not follow push-to-talk with which nothing was said', () => {
    const empty = [manual, 'held', 'released', 'nothing-committed'] as const;
    expect(walk(...empty).done).to.equal('clear-input commit');
    expect(walk(...empty).state).to.include({userSpeaking: false, committing: false});
    expect(walk(...empty, {type: 'configured', automatic: true}, 'committed', startedAware).done).to.equal(
      'clear-input commit',
    );
    expect(walk(manual, 'held', 'wanted', 'released', 'nothing-committed').done).to.equal(
      'clear-input commit request',
    );
  });
});

describe('With a server that obeys, whatever the network takes its time with', () => {
  const sequence = fc.array(fc.constantFrom(...moves), {minLength: 5, maxLength: 60, size: 'max'});

  it('each wish is followed by a response that began after it, unless the user stopped it (5,000 calls)', () => {
    let [calls, fulfilled] = [0, 0];
    fc.assert(
      fc.property(fc.constantFrom('automatic', 'manual', 'push-to-talk'), sequence, (detection, moves) => {
        calls++;
        const exchange = new Exchange(detection);
        for (const move of moves) exchange.make(move);
        exchange.settle();
        fulfilled += exchange.fulfilled;
        if (exchange.complaints.length) throw new Error(exchange.complaints.join('; '));
      }),
      {numRuns: 5_000},
    );
    // The calls are worth something only if much is wanted in them.
    expect(fulfilled).to.be.greaterThan(calls);
  });
});
