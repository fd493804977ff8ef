// @ts-expect-error An alias of vitest.config.ts.
import real from 'fast-check/real';
import type fastCheck from 'fast-check';

const fc = real as typeof fastCheck;

/** Each mutant is tried with a hundredth of the cases: what is noticed at all is noticed soon. */
const share = 100;

export default {
  ...fc,
  assert: ((property: Parameters<typeof fc.assert>[0], options: {readonly numRuns?: number} = {}) =>
    fc.assert(property, {
      ...options,
      seed: 1,
      numRuns: Math.ceil((options.numRuns ?? share) / share),
    })) as typeof fc.assert,
};
