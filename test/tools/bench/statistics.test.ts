import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {median, middleHalf, quantile} from '../../../tools/bench/statistics.js';

describe('median', () => {
  it('takes the middle of an odd number of samples, in whatever order they came', () => {
    assert.equal(median([9, 1, 5]), 5);
  });

  it('takes the mean of the two in the middle of an even number', () => {
    assert.equal(median([4, 1, 2, 3]), 2.5);
  });

  it('leaves the samples as they were', () => {
    const samples = [3, 1, 2];
    median(samples);
    assert.deepEqual(samples, [3, 1, 2]);
  });

  it('is not moved by one outlier', () => {
    assert.equal(median([10, 11, 12, 13, 100_000]), 12);
  });

  it('refuses to say anything about nothing', () => {
    assert.throws(() => median([]), /no samples/);
  });
});

describe('quantile', () => {
  it('interpolates between neighbours', () => {
    assert.equal(quantile([0, 10], 0.25), 2.5);
    assert.equal(quantile([0, 10], 0), 0);
    assert.equal(quantile([0, 10], 1), 10);
  });
});

describe('middleHalf', () => {
  it('spans the quartiles', () => {
    assert.deepEqual(middleHalf([1, 2, 3, 4, 5]), [2, 4]);
    assert.deepEqual(middleHalf([7]), [7, 7]);
  });
});
