import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {complaintAbout} from '../../../tools/lint/commits.js';
import {forbiddenWords} from '../../../tools/lint/words.js';

describe('the lint of words', () => {
  it('tells the line of a word that is not used here, and what is said instead', () => {
    const [found, ...more] = forbiddenWords('Fine.\nAsks somebody.');
    assert.deepEqual({line: found?.line, word: found?.word}, {line: 2, word: 'somebody'});
    assert.equal(more.length, 0);
  });

  it('knows limits by their names', () => {
    assert.deepEqual(
      forbiddenWords('const mostTurns = 3, most = 4, almostThere = 5, longestWaitMs = 6;').map(
        ({word}) => word,
      ),
      ['mostTurns', 'longestWaitMs'],
    );
  });

  it('lets words pass that only contain one', () => {
    assert.deepEqual(forbiddenWords('the impulse, a showpiece, PulseAudio, masterpieces'), []);
  });
});

describe('the lint of commits', () => {
  for (const line of ['fix: mend it', 'feat(tools): ask first', 'refactor(a, b)!: rename', 'Merge branch x'])
    it(`takes “${line}”`, () => assert.equal(complaintAbout(line), null));

  for (const line of ['mend it', 'Fix: it', 'fix: it.', `fix: ${'x'.repeat(70)}`, 'wip: something'])
    it(`refuses “${line.slice(0, 20)}”`, () => assert.notEqual(complaintAbout(line), null));
});
