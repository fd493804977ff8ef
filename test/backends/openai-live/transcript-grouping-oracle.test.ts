import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {TranscriptGrouper, type TranscriptSegment} from 'openai/helpers/live';
import {TranscriptGrouping} from '../../../src/backends/openai-live/transcript-grouping.js';
import {Clock} from '../../helpers/clock.js';
import {restoreStubs} from '../../helpers/stub.js';

/* OpenAI's own client groups transcripts, too: what it makes of one is what we make of it. */

type Delta = Parameters<TranscriptGrouper['push']>[0] & {
  type: `session.${'input' | 'output'}_transcript.delta`;
};

/** A message, and how long after the one before it comes. */
interface Arrival {
  readonly afterMs: number;
  readonly delta: Delta;
}

const delta = (id: number, isUser: boolean, text: string, startMs: number, endMs: number): Delta => ({
  type: `session.${isUser ? 'input' : 'output'}_transcript.delta`,
  event_id: `event_${id}`,
  delta: text,
  start_ms: startMs,
  end_ms: endMs,
});

const acknowledgement = fc.constantFrom(
  ...[
    'mm',
    'Mm',
    '-hmm',
    '-',
    ' hmm.',
    'hm',
    'uh',
    'Uh-huh',
    'huh!',
    'yes',
    'Yes.',
    ' okay',
    'Okay,',
    'o',
    'k',
  ],
  ...['al', 'right', 'Right.', ' sure', ' ', ', ', '…', '“yeah”', '(yep)', 'MHM', 'aha  ', 'gotcha?'],
);
const word = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('So', ' the', ' blue', ' one', '.', ' Ich', ' weiß', 'İ', 'ΟΔΟΣ', ' да'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('好', '的。', 'नम', 'स्ते', ' ١٢', '👍🏽', 'é', '𝒶', ' لا', '\u200d', '3'),
  },
  {weight: 1, arbitrary: fc.string({unit: 'grapheme', maxLength: 6})},
);
const text = fc.oneof(acknowledgement, word);

/** Times at which a rule begins to hold, or just not, and others. */
const span = fc.oneof(
  fc.constantFrom(0, 1, 49, 50, 51, 100, 200, 499, 500, 501, 999, 1_000, 1_001, 1_999, 2_000, 2_001),
  fc.nat(700),
  fc.nat(5_000),
);
const pace = fc.oneof(fc.constantFrom(0, 0, 0, 10, 50), fc.nat(120), span);

/** Messages one after the other, each with times that follow from those before. */
const anything: fc.Arbitrary<readonly Arrival[]> = fc
  .array(
    fc.record({
      afterMs: pace,
      isUser: fc.boolean(),
      text,
      /** Where it begins: with the message before, after its beginning or its end, or far before. */
      place: fc.constantFrom(
        'same',
        'same',
        'start',
        'start',
        'end',
        'end',
        'end',
        'end',
        'end',
        'end',
        'anew',
      ),
      offsetMs: span,
      durationMs: span,
      repeats: fc.integer({min: 0, max: 20}),
    }),
    {maxLength: 30},
  )
  .map(steps => {
    let [startMs, endMs] = [0, 0];
    return steps.map((step, index) => {
      if (step.place === 'start') startMs += step.offsetMs;
      if (step.place === 'end') startMs = endMs + step.offsetMs;
      if (step.place === 'anew') startMs = Math.max(0, startMs - step.offsetMs);
      if (step.place !== 'same' || !index) endMs = startMs + step.durationMs;
      const id = step.repeats === 1 ? Math.max(0, index - 3) : index;
      return {afterMs: step.afterMs, delta: delta(id, step.isUser, step.text, startMs, endMs)};
    });
  });

/** Two people who speak, pause, acknowledge and overlap; the words come when they are spoken, or somewhat later. */
const conversation: fc.Arbitrary<readonly Arrival[]> = fc
  .record({
    utterances: fc.array(
      fc.record({
        isUser: fc.boolean(),
        words: fc.oneof(
          fc.array(acknowledgement, {minLength: 1, maxLength: 3}),
          fc.array(text, {minLength: 1, maxLength: 8}),
        ),
        /** Between the end of the utterance before and the beginning of this one. */
        pauseMs: fc.oneof(fc.integer({min: -2_000, max: 700}), fc.integer({min: 0, max: 5_000})),
        wordMs: fc.constantFrom(80, 100, 200, 200, 250, 400),
      }),
      {minLength: 1, maxLength: 8},
    ),
    /** The server tells of intervals of this length only. */
    gridMs: fc.constantFrom(1, 80, 100, 200),
    delaysMs: fc.infiniteStream(fc.oneof(fc.nat(30), fc.nat(400))),
  })
  .map(({utterances, gridMs, delaysMs}) => {
    let endMs = 0;
    const spoken = utterances.flatMap(({isUser, words, pauseMs, wordMs}) => {
      const beginMs = Math.max(0, endMs + pauseMs);
      endMs = beginMs + words.length * wordMs;
      return words.map((said, index) => {
        const startMs = Math.floor((beginMs + index * wordMs) / gridMs) * gridMs;
        return {isUser, said, startMs, endMs: startMs + Math.max(wordMs, gridMs)};
      });
    });
    let now = 0;
    return spoken
      .sort((one, other) => one.startMs - other.startMs)
      .map(({isUser, said, startMs, endMs}, index) => {
        const afterMs = Math.max(0, endMs + (delaysMs.next().value as number) - now);
        now += afterMs;
        return {afterMs, delta: delta(index, isUser, said, startMs, endMs)};
      });
  });

/** What both make of it: who, what, in which order, and when. */
function grouped(
  clock: Clock,
  arrivals: readonly Arrival[],
  endMs: number,
): {readonly ours: readonly string[]; readonly theirs: readonly string[]} {
  const [ours, theirs]: [string[], string[]] = [[], []];
  const line = (number: number, role: string, words: string, final: boolean) =>
    `${performance.now()} ${number} ${role}${final ? ' ends' : ''}: ${words}`;
  const grouping = new TranscriptGrouping(({id, role, text: words, final}) =>
    ours.push(line(Number(id.slice(1)), role, words, final)),
  );
  const grouper = new TranscriptGrouper();
  const ids: string[] = [];
  const hear = ({id, speaker, text: words}: TranscriptSegment, final: boolean) => {
    if (!ids.includes(id)) ids.push(id);
    theirs.push(line(ids.indexOf(id) + 1, speaker, words, final));
  };
  grouper.on('segment.updated', segment => hear(segment, false));
  grouper.on('segment.closed', ({segment}) => hear(segment, true));
  for (const {afterMs, delta: message} of arrivals) {
    clock.passAtOnce(afterMs);
    grouping.read({...message});
    grouper.push(message);
  }
  clock.passAtOnce(endMs);
  grouping.close();
  grouper.close();
  return {ours, theirs};
}

describe('What OpenAI’s own client makes of a transcript', () => {
  afterEach(restoreStubs);

  for (const [name, transcripts] of Object.entries({conversation, anything}))
    it(`is what we make of it: ${name}`, () => {
      const clock = new Clock();
      fc.assert(
        fc.property(transcripts, fc.nat(6_000), (arrivals, endMs) => {
          const {ours, theirs} = grouped(clock, arrivals, endMs);
          expect(ours).to.deep.equal(theirs);
        }),
        {numRuns: 500},
      );
      expect(clock.running).to.equal(0);
    });
});
