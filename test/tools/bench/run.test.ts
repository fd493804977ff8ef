import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Benchmark} from '../../../tools/bench/benchmark.js';
import type {Harness} from '../../../tools/bench/harness/harness.js';
import {runBenchmarks} from '../../../tools/bench/run.js';

function tidyHarness(): {harness: Harness; tidied: () => number} {
  let tidied = 0;
  return {harness: {tidy: () => Promise.resolve(void tidied++)} as unknown as Harness, tidied: () => tidied};
}

/** Notes who was measured, and gives each sample its number. */
function noting(name: string, order: string[], maxRuns?: number): Benchmark {
  const subject = (subject: string) => ({
    name: subject,
    measure: () => Promise.resolve({number: order.push(`${name}${subject}`)}),
  });
  return {name, figures: [], subjects: [subject('1'), subject('2')], ...(maxRuns && {maxRuns})};
}

describe('runBenchmarks', () => {
  it('takes turns, begins each round with another subject, and forgets the first round', async () => {
    const order: string[] = [];
    const {harness, tidied} = tidyHarness();
    const measurements = await runBenchmarks([noting('a', order), noting('b', order)], harness, {runs: 2});
    assert.deepEqual(order, ['a1', 'a2', 'b1', 'b2', 'a2', 'a1', 'b2', 'b1', 'a1', 'a2', 'b1', 'b2']);
    assert.deepEqual(measurements.a, {'1': [{number: 6}, {number: 9}], '2': [{number: 5}, {number: 10}]});
    assert.equal(tidied(), order.length);
  });

  it('measures less often what always gives the same', async () => {
    const order: string[] = [];
    const measurements = await runBenchmarks([noting('a', order, 1)], tidyHarness().harness, {runs: 5});
    assert.equal(measurements.a!['1']!.length, 1);
  });

  it('says what could not be measured, and tidies up', async () => {
    const failing: Benchmark = {
      name: 'bytes',
      figures: [],
      subjects: [{name: 'ours', measure: () => Promise.reject(new Error('no page'))}],
    };
    const {harness, tidied} = tidyHarness();
    await assert.rejects(runBenchmarks([failing], harness, {runs: 1}), /bytes: ours could not be measured/);
    assert.equal(tidied(), 1);
  });
});
