import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {build, type Rollup} from 'vite';

/* The worklet is no module of a bundle: browsers load it by an address of its own. */

describe('A bundler of a host site', () => {
  it('puts the worklet beside its chunks, as a file, and names it there', async () => {
    const result = await build({
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      build: {write: false, modulePreload: false, rolldownOptions: {input: 'dist/define.js'}},
    });
    const {output} = [result].flat()[0] as Rollup.RollupOutput;
    const worklet = output.find(({fileName}) => fileName.includes('pcm-worklet'));
    assert.ok(worklet?.type === 'asset', 'it is a file, and not written into the script');
    assert.match(String(worklet.source), /registerProcessor\(["'`]voice-playback/);
    const name = worklet.fileName.split('/').at(-1)!;
    const naming = output.filter(file => file.type === 'chunk' && file.code.includes(name));
    assert.equal(naming.length, 1);
    assert.ok(naming[0]!.type === 'chunk' && !naming[0]!.isEntry, 'in a chunk that loads on demand');
  });
});
