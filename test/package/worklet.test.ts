import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {build, type Rollup} from 'vite';

/* The worklet is no module of a bundle: browsers load it by an address of its own. */

describe('A bundler of a host site', () => {
  let output: Rollup.RollupOutput['output'];

  before(async () => {
    const result = await build({
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      build: {write: false, modulePreload: false, rolldownOptions: {input: 'dist/define.js'}},
    });
    ({output} = [result].flat()[0] as Rollup.RollupOutput);
  });

  for (const [file, processor] of Object.entries({
    'pcm-worklet': 'voice-playback',
    'onset-worklet': 'voice-onset',
  }))
    it(`puts ${file} beside its chunks, as a file, and names it there`, () => {
      const [worklet] = output.filter(({type, fileName}) => type === 'asset' && fileName.includes(file));
      assert.ok(worklet?.type === 'asset', 'it is a file, and not written into the script');
      assert.match(String(worklet.source), new RegExp(`registerProcessor\\??\\.?\\(["'\`]${processor}`));
      const name = worklet.fileName.split('/').at(-1)!;
      const naming = output.filter(other => other.type === 'chunk' && other.code.includes(name));
      assert.equal(naming.length, 1);
      assert.ok(naming[0]!.type === 'chunk' && !naming[0]!.isEntry, 'in a chunk that loads on demand');
    });
});
