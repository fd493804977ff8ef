import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {describe, it, mock} from 'node:test';
import {countTests, failedSteps, failureExcerpt, runStep} from '../../../tools/test/step.js';
import {steps} from '../../../tools/test/steps.js';

/** Those of wtr. */
const inBrowser =
  /^test\/((audio|backends|conversation|elements|localize|session|state|transports)\/|[^/]+$)/;
const isTest = (file: string) => file.endsWith('.test.ts');

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

describe('failedSteps', () => {
  const print = (...lines: string[]) => ['  ✗ a test', '', 'Summary', ...lines, '', 'In 3 s'].join('\n');

  it('reads their names from the summary of npm test, and nothing before it', () => {
    const output = print(
      '  ✓ lint                         43.1 s  1 passed',
      '  ✗ components                  184.4 s  1288 passed, 2 failed',
      '  ✗ a step with a name of more than its place  1.0 s  0 passed, 1 failed',
    );
    assert.deepEqual(failedSteps(output), ['components', 'a step with a name of more than its place']);
    assert.deepEqual(failedSteps(print('  ✓ size    3.6 s  1 passed')), []);
  });

  it('says so where there is no summary', () => {
    assert.equal(failedSteps('Error: No such step.'), null);
  });
});

describe('failureExcerpt', () => {
  const passing = Array.from({length: 100}, (_, index) => `  ✔ passes ${index}`);

  it('has every failure that the web test runner marks, with its message', () => {
    const failures = [
      ' ❌ adds',
      '      AssertionError: 2 is not 3',
      '      at sum.test.ts',
      ' ❌ divides',
      '      by 0',
    ];
    const excerpt = failureExcerpt([...passing, ...failures, ...passing].join('\n'));
    for (const line of failures) assert.ok(excerpt.includes(line), line);
    assert.ok(excerpt.split('\n').length <= 40);
  });

  it('has the list that node’s test runner ends with', () => {
    const list = ['✖ failing tests:', '', 'test at sum.test.ts:3:5', '✖ adds', '  2 is not 3'];
    assert.equal(failureExcerpt([...passing, ...list].join('\n')), list.join('\n'));
  });

  it('has the last lines of anything else', () => {
    assert.equal(failureExcerpt(passing.join('\n')), passing.slice(-40).join('\n'));
  });
});

describe('the steps of npm test', () => {
  it('and those that run by name hold every test file of Node, once', () => {
    const run = (byName: boolean) =>
      steps
        .filter(step => Boolean(step.byName) === byName && step.command === process.execPath)
        .flatMap(({args}) => args.filter(isTest));
    // These have scripts of their own.
    const apart = 'ai-sdk bundlers engines examples faults livekit operator pipecat runners stories'.split(
      ' ',
    );
    const all = readdirSync('test', {recursive: true, encoding: 'utf8'})
      .map(file => `test/${file}`)
      .filter(isTest)
      .filter(file => !apart.some(folder => file.startsWith(`test/${folder}/`)))
      .filter(file => !inBrowser.test(file));
    assert.deepEqual([...new Set([...run(false), ...run(true)])].sort(), all.sort());
    assert.equal(new Set(run(false)).size, run(false).length);
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

  it('keeps what is printed to itself where it is to be quiet', async () => {
    const args = ['-e', "console.log('said')"];
    const write = mock.method(process.stdout, 'write', () => true);
    const {output} = await runStep({name: 'talks', command: process.execPath, args}, {quiet: true});
    const printed = write.mock.calls
      .map(({arguments: [text]}) => String(text))
      .filter(text => text === 'said\n');
    write.mock.restore();
    assert.equal(output, 'said\n');
    assert.deepEqual(printed, []);
  });

  it('fails a step that fails in spite of what it counted', async () => {
    const print = "console.log('2 passed, 0 failed'); process.exit(1)";
    const result = await runStep({name: 'lies', command: process.execPath, args: ['-e', print]});
    assert.deepEqual([result.ok, result.failed], [false, 1]);
  });
});
