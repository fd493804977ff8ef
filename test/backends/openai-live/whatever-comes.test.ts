import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import {VoiceStore} from '../../../src/state/store.js';
import type {TurnRole} from '../../../src/state/turns.js';
import {Clock} from '../../helpers/clock.js';
import {damaged} from '../../helpers/damaged.js';
import {after, wayTo} from '../../helpers/events.js';
import {FakeLiveCall, liveSession} from '../../helpers/fake-live-call.js';
import {impossibilities, turnViolations} from '../../helpers/invariants.js';
import {isForStore} from '../../helpers/listen.js';
import {liveClosed, liveRecorded} from '../../helpers/live-wire.js';
import {restoreStubs, stub} from '../../helpers/stub.js';
import type {WireEvent} from '../../helpers/wire.js';

const started: WireEvent = {type: 'session.started', session: liveSession({expires_at: 1_900_000_000})};
const real = fc.constantFrom(...liveRecorded);
const types = [...new Set([...liveRecorded, liveClosed, started].map(({type}) => type))];
const huge = fc.constantFrom(...liveRecorded).map(event => {
  const text = 'a very long story '.repeat(5_000);
  return {...event, delta: text, event: {...(event.event as object), item: {arguments: text}}, code: text};
});
/** As connections hand them on: objects with a type. */
const anything = fc.oneof(
  fc.tuple(fc.constantFrom(...types), fc.dictionary(fc.string(), fc.jsonValue())).map(([type, event]) => ({
    ...event,
    type,
  })),
  fc.string({minLength: 1}).map(type => ({type})),
);
const isEvent = (event: unknown): event is WireEvent =>
  typeof event === 'object' && event !== null && typeof (event as WireEvent).type === 'string';
const damagedEvent = damaged(real, 'dlg_1', 'call_1', 'resp_1', liveRecorded[1]).filter(isEvent);
const someEvent: fc.Arbitrary<WireEvent> = fc.oneof(
  {weight: 4, arbitrary: real},
  {weight: 4, arbitrary: damagedEvent},
  {weight: 2, arbitrary: anything},
  {weight: 1, arbitrary: huge},
);
const sequence = fc.array(fc.tuple(someEvent, fc.constantFrom(0, 0, 20, 600, 3_000, 70_000)), {
  maxLength: 25,
});

/** What the store makes of what a session reports; complains of what cannot be. */
function listening(call: FakeLiveCall): VoiceStore {
  const store: VoiceStore = new VoiceStore(effect => {
    if (effect === 'silence') store.send({type: 'playback-stopped', cut: true});
  }, after(wayTo.listening));
  store.subscribe((snapshot, previous) => {
    const complaints = [...impossibilities(snapshot), ...turnViolations(previous, {type: 'clear'}, snapshot)];
    if (complaints.length) throw new Error(`${complaints.join('; ')}: ${JSON.stringify(snapshot)}`);
  });
  call.onEvent = event => isForStore(event) && store.send(event);
  return store;
}

describe('Whatever GPT-Live sends', () => {
  let clock = new Clock();
  restoreStubs();
  let faults: unknown[] = [];
  beforeEach(() => {
    clock = new Clock();
    faults = [];
    // Where listeners of the store complain.
    stub(globalThis, 'queueMicrotask', (throws: () => void) => {
      try {
        throws();
      } catch (fault) {
        faults.push(fault);
      }
    });
    stub(console, 'error', () => {});
  });
  afterEach(restoreStubs);

  it('is survived, makes no impossible snapshot and leaves no timer (1,000 conversations)', async () => {
    await fc.assert(
      fc.asyncProperty(sequence, async events => {
        const call = new FakeLiveCall();
        await call.open({}, {debug: true, delegate: () => Promise.resolve('Done.')});
        listening(call);
        for (const [event, ms] of events) {
          call.says(event);
          clock.passAtOnce(ms);
        }
        call.says(liveClosed);
        call.session.stop('remote');
        await clock.pass(0);
        if (faults.length) throw faults[0] as Error;
        expect(clock.running).to.equal(0);
      }),
      {numRuns: 300},
    );
  });

  it('is answered by nothing before the session has started (500 openings)', async () => {
    const before = sequence.map(events => events.filter(([{type}]) => type !== 'session.started'));
    await fc.assert(
      fc.asyncProperty(before, fc.boolean(), async (events, startsThen) => {
        const call = new FakeLiveCall();
        call.onEvent = event => {
          if (event.type === 'tool-called') call.session.sendToolResult(event.callId, '', {respond: true});
        };
        const opened = call.start({delegate: () => Promise.resolve('Done.')}).then(
          () => true,
          () => false,
        );
        for (const [event] of events) call.says(event);
        call.session.setMuted(true);
        call.session.sendText('Hello', 'typed-1', {respond: true});
        expect(call.connection.sent).to.deep.equal([]);
        const ends = events.some(([{type}]) => type === 'error' || type === 'session.closed');
        if (startsThen) call.says(started);
        else if (!ends) call.session.stop('stopped');
        expect(await opened).to.equal(startsThen && !ends);
        call.session.stop('stopped');
      }),
      {numRuns: 200},
    );
  });

  it('loses no words, whenever they come, in whatever order, beside whatever else (1,000 conversations)', async () => {
    const time = fc.oneof(
      fc.nat(20_000),
      fc.constantFrom<unknown>(undefined, null, 'now', -1, NaN, 1e300, Number.MAX_SAFE_INTEGER),
    );
    const words = fc.record({
      side: fc.constantFrom('input' as const, 'output' as const),
      delta: fc.constantFrom('fox', ' tea', 'and ', ' – ', '茶', '\n'),
      start_ms: time,
      end_ms: time,
      ms: fc.constantFrom(0, 0, 10, 60, 700, 2_500),
      beside: fc.option(someEvent.filter(({type}) => !/transcript\.delta|closed|error/.test(type))),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(words, {maxLength: 25}), async heard => {
        const call = new FakeLiveCall();
        await call.open();
        heard.forEach(({side, beside, ms, ...times}, index) => {
          call.says({type: `session.${side}_transcript.delta`, event_id: `e${index}`, ...times});
          if (beside) call.says(beside);
          clock.passAtOnce(ms);
        });
        call.says(liveClosed);
        for (const role of ['user', 'assistant'] as const) {
          const side = role === 'user' ? 'input' : 'output';
          const expected = heard.flatMap(({side: other, delta}) => (other === side ? [delta] : [])).join('');
          expect(saidBy(role, call.events), role).to.equal(expected.replace(/\s/gu, ''));
        }
        call.session.stop('remote');
      }),
      {numRuns: 300},
    );
  });

  it('is told once, though it comes twice', async () => {
    const told = async (events: readonly WireEvent[]) => {
      const call = new FakeLiveCall();
      await call.open();
      for (const event of events) call.says(event);
      call.says(liveClosed);
      call.session.stop('remote');
      return call.events.filter(({type}) => type !== 'problem').map(event => ({...event, id: ''}));
    };
    const once = await told(liveRecorded);
    expect(await told(liveRecorded.flatMap(event => [event, event]))).to.deep.equal(once);
  });
});

/** All that one side said, without white space. */
function saidBy(role: TurnRole, events: readonly VoiceSessionEvent[]): string {
  const turns = new Map<string, string>();
  for (const event of events)
    if (event.type === 'turn-text' && event.role === role) turns.set(event.id, event.text);
  return [...turns.values()].join('').replace(/\s/gu, '');
}
