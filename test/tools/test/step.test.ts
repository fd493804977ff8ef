import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {countTests, runStep} from '../../../tools/test/step.js';

describe('countTests', () => {
  it('reads the last count of the web test runner, through its colours', () => {
    const output =
      'Chrome: | 1/2 | 3 passed, 0 failed\n\u001b[32mChrome: | 2/2 | 7 passed, 1 failed\u001b[0m';
    assert.deepEqual(countTests(output), {passed: 7, failed: 1});
  });

  it('reads the count of node’s test runner', () => {
    assert.deepEqual(countTests('ℹ tests 5\nℹ pass 4\nℹ fail 1\n'), {passed: 4, failed: 1});
  });

  it('finds nothing where no test ran', () => {
    assert.equal(countTests('All files pass.'), null);
  });
});

describe('runStep', () => {
  it('counts a step without tests as one, by its exit code', async () => {
    const step = (code: number) => ({
      name: 'exit',
      command: process.execPath,
      args: ['-e', `process.exit(${code})`],
    });
    const [good, bad] = [await runStep(step(0)), await runStep(step(3))];
    assert.deepEqual([good.ok, good.passed, good.failed], [true, 1, 0]);
    assert.deepEqual([bad.ok, bad.passed, bad.failed], [false, 0, 1]);
  });

  it('fails a step that fails in spite of what it counted', async () => {
    const print = "console.log('2 passed, 0 failed'); process.exit(1)";
    const result = await runStep({name: 'lies', command: process.execPath, args: ['-e', print]});
    assert.deepEqual([result.ok, result.failed], [false, 1]);
  });
});
