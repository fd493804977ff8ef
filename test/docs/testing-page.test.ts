import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {promisify} from 'node:util';
import {codeBlocks} from './markdown.js';
import {writtenFolder} from './written-folder.js';

const run = promisify(execFile);

describe('In docs/testing.md', () => {
  const tests = codeBlocks('docs/testing.md').filter(({code}) => code.includes("from 'node:test'"));

  it('the test of an agent passes', async () => {
    assert.equal(tests.length, 1);
    // Within the package, whose names it imports; not where compiler and lint look meanwhile.
    const folder = await writtenFolder();
    try {
      const file = join(folder, 'agent.test.ts');
      await writeFile(file, tests[0]!.code);
      const {stdout} = await run(
        process.execPath,
        ['--import', 'tsx', '--test', '--test-reporter=tap', file],
        {
          // A test within a test would report to the outer one.
          env: {...process.env, NODE_TEST_CONTEXT: undefined},
        },
      );
      assert.match(stdout, /^# pass 1$/m);
    } finally {
      await rm(folder, {recursive: true});
    }
  });
});
