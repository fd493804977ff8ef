import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {TranscriptGrouping, type GroupedTurn} from '../../../src/backends/openai-live/transcript-grouping.js';
import type {WireObject} from '../../../src/session/json.js';
import {Clock} from '../../helpers/clock.js';
import {restoreStubs} from '../../helpers/stub.js';

/** A grouping, and what it reports, in a few words: `user: Hello.`, and with a bar when the turn is final. */
function rig() {
  const clock = new Clock();
  const told: string[] = [];
  const ids: string[] = [];
  const grouping = new TranscriptGrouping(turn => {
    ids.push(turn.id);
    told.push(`${turn.role}: ${turn.text}${turn.final ? ' |' : ''}`);
  }, '-a');
  let count = 0;
  const say = (
    side: 'input' | 'output',
    delta: unknown,
    start?: unknown,
    end?: unknown,
    more: WireObject = {},
  ) =>
    grouping.read({
      type: `session.${side}_transcript.delta`,
      event_id: `event_${++count}`,
      delta,
      start_ms: start,
      end_ms: end,
      ...more,
    });
  return {
    clock,
    grouping,
    ids,
    /** What was reported since it was asked last. */
    told: () => told.splice(0),
    user: (delta: unknown, start?: unknown, end?: unknown, more?: WireObject) =>
      say('input', delta, start, end, more),
    assistant: (delta: unknown, start?: unknown, end?: unknown, more?: WireObject) =>
      say('output', delta, start, end, more),
  };
}

describe('Turns out of a transcript without turns', () => {
  afterEach(restoreStubs);

  it('tells an exchange: each word as it comes, and the end of a turn before the next begins', async () => {
    const {clock, ids, told, user, assistant} = rig();
    user('What time', 0, 300);
    expect(told(), 'the other side may speak in the same interval').to.deep.equal([]);
    await clock.pass(50);
    expect(told()).to.deep.equal(['user: What time']);
    user(' is it?', 300, 600);
    expect(told()).to.deep.equal(['user: What time is it?']);
    assistant('Half', 1_300, 1_500);
    assistant(' past ten.', 1_500, 1_900);
    expect(told()).to.deep.equal([
      'user: What time is it? |',
      'assistant: Half',
      'assistant: Half past ten.',
    ]);
    expect(ids).to.deep.equal(['t1-a', 't1-a', 't1-a', 't2-a', 't2-a']);
  });

  it('ends the turn of the assistant after two seconds of silence', async () => {
    const {clock, told, assistant} = rig();
    assistant('Goodbye.', 0, 400);
    await clock.pass(1_999);
    expect(told()).to.deep.equal(['assistant: Goodbye.']);
    await clock.pass(1);
    expect(told()).to.deep.equal(['assistant: Goodbye. |']);
    expect(clock.running).to.equal(0);
    assistant('Anything else?', 9_000, 9_400);
    await clock.pass(50);
    expect(told()).to.deep.equal(['assistant: Anything else?']);
  });

  it('ends it, too, where later words show how long the silence was', () => {
    const {told, assistant} = rig();
    assistant('One.', 0, 400);
    assistant('Two.', 400, 800);
    assistant('Three.', 2_801, 3_000);
    assistant('Four.', 3_000, 3_300);
    expect(told()).to.deep.equal([
      'assistant: One.',
      'assistant: One.Two.',
      'assistant: One.Two. |',
      'assistant: Three.',
      'assistant: Three.Four.',
    ]);
  });

  it('leaves the turn of the person open through any silence, until the assistant speaks', async () => {
    const {clock, told, user, assistant} = rig();
    user('I would like', 0, 800);
    await clock.pass(60_000);
    expect(told()).to.deep.equal(['user: I would like']);
    user(' to fly.', 61_000, 61_500);
    assistant('Where to?', 62_500, 63_000);
    await clock.pass(50);
    expect(told()).to.deep.equal([
      'user: I would like to fly.',
      'user: I would like to fly. |',
      'assistant: Where to?',
    ]);
  });

  it('shows talking over each other as one turn after the other, and nothing of it is lost', async () => {
    const {clock, told, user, assistant} = rig();
    assistant('The museum opens', 0, 1_000);
    await clock.pass(50);
    user('No, the other', 800, 1_400);
    assistant(' at nine', 1_000, 1_500);
    await clock.pass(50);
    user(' one.', 1_400, 1_700);
    assistant(' on weekdays.', 1_500, 2_300);
    await clock.pass(50);
    expect(told()).to.deep.equal([
      'assistant: The museum opens',
      'assistant: The museum opens |',
      'user: No, the other',
      'user: No, the other one.',
      'user: No, the other one. |',
      'assistant:  at nine on weekdays.',
    ]);
  });

  it('lets the open turn go first where both sides speak in the same interval', () => {
    const {told, user, assistant} = rig();
    assistant('So', 0, 200);
    user('And', 0, 200);
    expect(told()).to.deep.equal(['user: And']);
    assistant(' far', 2_000, 2_200);
    assistant(' so good', 2_200, 2_400);
    expect(told()).to.deep.equal([
      'user: And |',
      'assistant: So',
      'assistant: So far',
      'assistant: So far so good',
    ]);
    user('Well', 3_000, 3_200);
    assistant(' and', 3_000, 3_200);
    expect(told()).to.deep.equal([
      'assistant: So far so good and',
      'assistant: So far so good and |',
      'user: Well',
    ]);
  });

  for (const parts of [
    ['Mm-hm.'],
    ['mm', '-hmm'],
    ['Uh', '-', 'huh!'],
    ['Mm', ' - ', 'hmm'],
    ['Yeah,'],
    ['o', 'kay'],
  ])
    it(`keeps “${parts.join('')}” of the assistant quiet while the person speaks`, async () => {
      const {clock, told, user, assistant} = rig();
      user('First the', 0, 500);
      await clock.pass(50);
      for (const [index, part] of parts.entries()) assistant(part, 600 + 100 * index, 700 + 100 * index);
      await clock.pass(50);
      user(' blue one', 1_200, 1_700);
      user(' and then', 1_700, 2_100);
      await clock.pass(5_000);
      assistant('Done.', 8_000, 8_400);
      await clock.pass(50);
      expect(told().map(line => line.replace(/ +/g, ' '))).to.deep.equal([
        'user: First the',
        'user: First the blue one',
        'user: First the blue one and then',
        'user: First the blue one and then |',
        'assistant: Done.',
      ]);
    });

  it('keeps an acknowledgement quiet after which both are silent', async () => {
    const {clock, told, user, assistant} = rig();
    user('I am thinking', 0, 700);
    assistant('Sure.', 800, 1_100);
    await clock.pass(10_000);
    user(' about it', 12_000, 12_500);
    expect(told()).to.deep.equal(['user: I am thinking', 'user: I am thinking about it']);
  });

  it('shows a “Yes.” after a pause: it is the answer', async () => {
    const {clock, told, user, assistant} = rig();
    user('Is it open today?', 0, 900);
    await clock.pass(50);
    assistant('Yes.', 1_400, 1_700);
    await clock.pass(50);
    expect(told()).to.deep.equal(['user: Is it open today?', 'user: Is it open today? |', 'assistant: Yes.']);
  });

  it('shows an acknowledgement that takes a second or longer', async () => {
    const {clock, told, user, assistant} = rig();
    user('Is it open today?', 0, 900);
    assistant('Yes', 1_000, 2_000);
    await clock.pass(50);
    expect(told()).to.deep.equal(['user: Is it open today?', 'user: Is it open today? |', 'assistant: Yes']);
  });

  it('shows an acknowledgement that an answer begins with', async () => {
    const {clock, told, user, assistant} = rig();
    user('A table for two', 0, 900);
    assistant('Okay', 1_000, 1_200);
    assistant(', for when?', 1_700, 2_000);
    await clock.pass(50);
    expect(told()).to.deep.equal([
      'user: A table for two',
      'user: A table for two |',
      'assistant: Okay, for when?',
    ]);
    await clock.pass(2_000);
    expect(told()).to.deep.equal(['assistant: Okay, for when? |']);
  });

  it('keeps words apart between which something else was said', async () => {
    const {clock, told, user, assistant} = rig();
    user('left', 0, 300);
    assistant('Yeah', 300, 500);
    user('right', 600, 900);
    await clock.pass(50);
    expect(told()).to.deep.equal(['user: left', 'user: left right']);
  });

  it('ends every turn when the times start anew, and goes on with them', async () => {
    const {clock, told, user, assistant} = rig();
    user('Before', 90_000, 90_400);
    assistant('Some words', 90_200, 91_500);
    assistant(' of mine.', 200, 600);
    await clock.pass(50);
    user('After', 2_000, 2_300);
    await clock.pass(50);
    expect(told()).to.deep.equal([
      'user: Before',
      'user: Before |',
      'assistant: Some words',
      'assistant: Some words |',
      'assistant:  of mine.',
      'assistant:  of mine. |',
      'user: After',
    ]);
  });

  it('reads a message once that comes twice, and other messages not at all', async () => {
    const {clock, grouping, told, user} = rig();
    user('One', 0, 100);
    user('One', 0, 100, {event_id: 'event_1'});
    user('', 100, 200);
    grouping.read({type: 'session.usage.updated', event_id: 'event_9', delta: 'no'});
    grouping.read({});
    await clock.pass(50);
    expect(told()).to.deep.equal(['user: One']);
  });

  it('forgets the ids of long ago', () => {
    const {told, user} = rig();
    for (let index = 0; index <= 1_000; index++) user('.', index, index);
    told();
    user('kept', 1_000, 1_000, {event_id: 'event_1001'});
    expect(told()).to.deep.equal([]);
    user('forgotten', 1_001, 1_001, {event_id: 'event_1'});
    expect(told()).to.have.length(1);
  });
});

describe('A transcript with broken times', () => {
  afterEach(restoreStubs);

  const broken = [undefined, null, NaN, -1, Infinity, -Infinity, 1e300, '1200', '', true];

  it('loses no words, and keeps their order', async () => {
    for (const start of broken)
      for (const end of [...broken, 100, 0.5]) {
        const {clock, grouping, told, user, assistant} = rig();
        user('One', 0, 300);
        user(' two', start, end);
        user(' three', 600, 900);
        assistant('Four', 2_000, 2_300);
        assistant(' five', start, end);
        assistant(' six', 2_600, 2_900);
        await clock.pass(50);
        grouping.close();
        const finals = told().filter(line => line.endsWith('|'));
        expect(finals, `${String(start)}, ${String(end)}`).to.deep.equal([
          'user: One two three |',
          'assistant: Four five six |',
        ]);
        restoreStubs();
      }
  });

  it('takes fractions, and an end before the start', async () => {
    const {clock, told, user, assistant} = rig();
    user('One', 0.25, 300.5);
    user(' two', 300.5, 20);
    assistant('Three', 1_000.5, 1_400);
    await clock.pass(50);
    expect(told()).to.deep.equal(['user: One', 'user: One two', 'user: One two |', 'assistant: Three']);
  });

  it('follows the clock where the server says no times at all', async () => {
    const {clock, told, user, assistant} = rig();
    user('Is it');
    await clock.pass(300);
    user(' open?');
    await clock.pass(700);
    assistant('It is');
    await clock.pass(300);
    assistant(' until nine.');
    await clock.pass(1_999);
    expect(told()).to.deep.equal([
      'user: Is it',
      'user: Is it open?',
      'user: Is it open? |',
      'assistant: It is',
      'assistant: It is until nine.',
    ]);
    await clock.pass(1);
    expect(told()).to.deep.equal(['assistant: It is until nine. |']);
  });

  it('does not take the times after them for a new beginning', async () => {
    const {clock, told, assistant} = rig();
    assistant('One', 0, 300);
    await clock.pass(1_500);
    assistant(' two');
    assistant(' three', 600, 900);
    expect(told()).to.deep.equal(['assistant: One', 'assistant: One two', 'assistant: One two three']);
  });

  it('loses nothing whatever the times are, and ends each turn once', () => {
    const clock = new Clock();
    const time = fc.oneof(
      fc.nat(5_000),
      fc.double({min: 0, max: 5_000}),
      fc.constantFrom(...broken),
      fc.jsonValue(),
    );
    const step = fc.record({
      isUser: fc.boolean(),
      start_ms: time,
      end_ms: time,
      afterMs: fc.oneof(fc.constant(0), fc.nat(3_000)),
    });
    fc.assert(
      fc.property(fc.array(step), steps => {
        const turns: GroupedTurn[] = [];
        const grouping = new TranscriptGrouping(turn => turns.push(turn));
        const said = {user: '', assistant: ''};
        for (const [index, {isUser, afterMs, ...times}] of steps.entries()) {
          const delta = ` word ${index}`;
          said[isUser ? 'user' : 'assistant'] += delta;
          grouping.read({type: `session.${isUser ? 'input' : 'output'}_transcript.delta`, delta, ...times});
          clock.passAtOnce(afterMs);
        }
        grouping.close();
        expect(clock.running).to.equal(0);
        const finals = turns.filter(({final}) => final);
        expect(finals.map(({id}) => id)).to.deep.equal(finals.map((_, index) => `t${index + 1}`));
        for (const role of ['user', 'assistant'] as const)
          expect(finals.flatMap(turn => (turn.role === role ? [turn.text] : [])).join('')).to.equal(
            said[role],
          );
      }),
      {numRuns: 500},
    );
  });

  it('needs no ids', () => {
    const {told, user} = rig();
    for (const id of [undefined, undefined, null, 7, '', {}]) user('a', 0, 0, {event_id: id});
    user('b', 1, 1);
    expect(told().at(-1)).to.equal(`user: ${'a'.repeat(6)}b`);
  });
});

describe('Cutting and closing a transcript', () => {
  afterEach(restoreStubs);

  it('ends the turn of the assistant at once, and what is said later is another', async () => {
    const {clock, grouping, ids, told, assistant} = rig();
    assistant('A long', 0, 400);
    assistant(' answer', 400, 800);
    told();
    grouping.cut();
    expect(told()).to.deep.equal(['assistant: A long answer |']);
    expect(clock.running).to.equal(0);
    grouping.cut();
    assistant('Another', 900, 1_000);
    await clock.pass(50);
    expect(told()).to.deep.equal(['assistant: Another']);
    expect(ids.at(-1)).to.equal('t2-a');
  });

  it('drops what is held back of the assistant, and leaves the turn of the person open', async () => {
    const {clock, grouping, told, user, assistant} = rig();
    user('Wait', 0, 300);
    assistant('But I', 300, 700);
    await clock.pass(50);
    assistant(' meant', 700, 900);
    grouping.cut();
    await clock.pass(3_000);
    user(' please', 1_000, 1_200);
    expect(told()).to.deep.equal(['user: Wait', 'user: Wait please']);
  });

  it('keeps what the person has just said when the assistant is cut', async () => {
    const {clock, grouping, told, user, assistant} = rig();
    assistant('A long', 0, 400);
    await clock.pass(50);
    user('Stop', 500, 700);
    grouping.cut();
    await clock.pass(50);
    expect(told()).to.deep.equal(['assistant: A long', 'assistant: A long |', 'user: Stop']);
  });

  it('tells when closed what is still held back, ends it, and is silent after that', async () => {
    const {clock, grouping, told, user, assistant} = rig();
    user('Bye', 0, 300);
    assistant('Have a nice', 400, 900);
    grouping.close();
    expect(told()).to.deep.equal([
      'user: Bye',
      'user: Bye |',
      'assistant: Have a nice',
      'assistant: Have a nice |',
    ]);
    expect(clock.running).to.equal(0);
    user('Hello?', 1_000, 1_200);
    grouping.cut();
    grouping.close();
    await clock.pass(10_000);
    expect(told()).to.deep.equal([]);
    expect(clock.running).to.equal(0);
  });

  it('may be closed by the one that it tells of a turn', () => {
    const clock = new Clock();
    const told: string[] = [];
    const grouping: TranscriptGrouping = new TranscriptGrouping(({id, final}) => {
      told.push(`${id} ${final}`);
      grouping.close();
    });
    const type = 'session.input_transcript.delta';
    grouping.read({type, delta: 'a', start_ms: 0, end_ms: 9});
    grouping.read({type, delta: 'b', start_ms: 9, end_ms: 20});
    expect(told).to.deep.equal(['t1 false', 't1 false', 't1 true']);
    expect(clock.running).to.equal(0);
  });
});

describe('A long transcript', () => {
  afterEach(restoreStubs);

  /** The milliseconds that each fifth of 10,000 messages takes. */
  function fifths(message: (index: number) => WireObject): number[] {
    const grouping = new TranscriptGrouping(() => {});
    const times = [0, 1, 2, 3, 4].map(fifth => {
      const from = performance.now();
      for (let index = fifth * 2_000; index < (fifth + 1) * 2_000; index++) grouping.read(message(index));
      return performance.now() - from;
    });
    grouping.close();
    return times;
  }

  const delta = (index: number, side: string, text: string, startMs: number): WireObject => ({
    type: `session.${side}_transcript.delta`,
    event_id: `event_${index}`,
    delta: text,
    start_ms: startMs,
    end_ms: startMs + 100,
  });

  for (const [name, message] of Object.entries({
    'in alternating turns': (index: number) =>
      delta(index, index % 2 ? 'input' : 'output', ' word', index * 700),
    'in one turn': (index: number) => delta(index, 'output', ' word', index * 100),
    'in one interval': (index: number) => delta(index, 'output', '.', 0),
    'held back': (index: number) => delta(index, index ? 'output' : 'input', 'mm ', 0),
    'over words that are held back': (index: number) =>
      delta(index, index === 1 ? 'output' : 'input', 'word', index * 100),
  }))
    it(`costs as much at its end as at its beginning: ${name}`, () => {
      // The least of some: whatever else the machine does only adds, and Firefox when it collects.
      const runs = Array.from({length: 9}, () => fifths(message));
      const least = (fifth: number) => Math.min(...runs.map(times => times[fifth]!));
      expect(least(4)).to.be.below(20 + 3 * least(0), runs.join(' | '));
    });
});
