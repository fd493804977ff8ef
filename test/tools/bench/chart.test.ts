import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {chart} from '../../../tools/bench/report/chart.js';
import type {Finding} from '../../../tools/bench/report/findings.js';

const finding = (title: string, subject: string, median: number, ratio: number | null): Finding => ({
  title,
  unit: 'ms',
  subject,
  median,
  middleHalf: [median, median],
  baseline: 100,
  ratio,
  budget: null,
  met: null,
});

const drawn = chart([
  finding('click to listening', 'baseline', 100, null),
  finding('click to listening', 'ours <b>', 200, 2),
  finding('barge-in', 'server-driven', 0, null),
]);

const lengths = [...drawn.matchAll(/<rect x="[^"]*" y="[^"]*" width="([^"]*)"/g)].map(([, width]) =>
  Number(width),
);

describe('The chart of a run', () => {
  it('has each figure once, with all its subjects and values', () => {
    for (const words of ['click to listening, ms', 'barge-in, ms'])
      assert.equal(drawn.split(`>${words}<`).length, 2, words);
    for (const words of ['baseline', 'server-driven', '100 ms', '200 ms', '0 ms'])
      assert.ok(drawn.includes(`>${words}<`), words);
  });

  it('draws bars in proportion within a figure', () => {
    assert.equal(lengths.length, 3);
    assert.ok(Math.abs(lengths[1]! / lengths[0]! - 2) < 0.01);
    assert.equal(lengths[2], 1, 'nothing is a line, still');
  });

  it('takes words as words', () => assert.ok(!drawn.includes('<b>')));
});
