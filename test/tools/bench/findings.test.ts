import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Benchmark, Budget} from '../../../tools/bench/benchmark.js';
import {findingsTable} from '../../../tools/bench/report/findings-table.js';
import {findingsOf} from '../../../tools/bench/report/findings.js';

function benchmark(budget: Budget): Benchmark {
  const measure = () => Promise.reject(new Error('nothing is measured here'));
  return {
    name: 'weight',
    figures: [{key: 'bytes', title: 'page', unit: 'bytes', baseline: 'baseline', budgets: {ours: budget}}],
    subjects: [
      {name: 'baseline', measure},
      {name: 'ours', measure},
    ],
  };
}

function findings(budget: Budget, baseline: number[], ours: number[]) {
  const samples = (values: number[]) => values.map(bytes => ({bytes}));
  return findingsOf([benchmark(budget)], {weight: {baseline: samples(baseline), ours: samples(ours)}});
}

describe('findingsOf', () => {
  it('compares the medians with the baseline', () => {
    const [baseline, ours] = findings({timesBaseline: 1.5}, [90, 100, 500], [120, 140, 130]);
    assert.equal(baseline!.ratio, null);
    assert.equal(baseline!.met, null);
    assert.equal(ours!.median, 130);
    assert.equal(ours!.baseline, 100);
    assert.equal(ours!.ratio, 1.3);
    assert.equal(ours!.met, true);
  });

  it('judges a ratio, with the limit itself allowed', () => {
    assert.equal(findings({timesBaseline: 1.25}, [100], [125])[1]!.met, true);
    assert.equal(findings({timesBaseline: 1.25}, [100], [126])[1]!.met, false);
  });

  it('judges an amount', () => {
    assert.equal(findings({atMost: 10_000}, [1], [10_000])[1]!.met, true);
    assert.equal(findings({atMost: 10_000}, [1], [10_001])[1]!.met, false);
  });

  it('has no ratio to a baseline of nothing, and does not call a ratio met then', () => {
    const [, ours] = findings({timesBaseline: 2}, [0], [3]);
    assert.equal(ours!.ratio, null);
    assert.equal(ours!.met, false);
  });

  it('names the figure that a sample lacks', () => {
    const samples = {weight: {baseline: [{bytes: 1}], ours: [{grams: 1}]}};
    assert.throws(() => findingsOf([benchmark({atMost: 1})], samples), /page.*"bytes"/);
  });
});

describe('findingsTable', () => {
  it('shows median, spread, baseline, ratio, budget and verdict', () => {
    const lines = findingsTable(findings({atMost: 1_500}, [1_000], [1_000, 2_000, 3_000])).split('\n');
    const cells = (line: string) =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim());
    assert.deepEqual(cells(lines[2]!), ['page, bytes', 'baseline', '1,000', '', '1,000', '', '', '']);
    assert.deepEqual(cells(lines[3]!), [
      'page, bytes',
      'ours',
      '2,000',
      '1,500-2,500',
      '1,000',
      '2.00',
      '<= 1,500',
      'MISSED',
    ]);
  });
});
