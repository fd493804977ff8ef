import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import resolve from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import {rollup} from 'rollup';

/* What a page of a host site pays for one import, with a bundler that believes `sideEffects`. */

/** Bundles a few lines that import the package by its name. Lazy chunks are not counted. */
async function bundle(code: string): Promise<string> {
  const entry = '\0entry';
  const build = await rollup({
    input: entry,
    external: /^(lit|@lit\/.*|marked|tslib)(\/|$)/,
    plugins: [
      {
        name: 'entry',
        resolveId: id => (id === entry ? id : null),
        load: id => (id === entry ? code : null),
      },
      {
        name: 'package',
        resolveId(id) {
          const path = /^voice-assistant-element(\/.*)?$/.exec(id);
          return path ? this.resolve(targetOf(`.${path[1] ?? ''}`)) : null;
        },
      },
      resolve({browser: true}),
    ],
  });
  const {output} = await build.generate({format: 'es'});
  await build.close();
  const [first] = output;
  return first.code;
}

/** The same by esbuild with code splitting, for which whatever a dynamic import leads to is used. */
async function bundleWithEsbuild(code: string): Promise<string> {
  const {outputFiles, metafile} = await esbuild.build({
    stdin: {contents: code, resolveDir: process.cwd(), sourcefile: 'page.js'},
    outdir: 'bundled',
    bundle: true,
    splitting: true,
    format: 'esm',
    external: ['lit', 'lit/*', '@lit/*', 'marked', 'tslib', '@cfworker/json-schema'],
    write: false,
    metafile: true,
  });
  const {outputs} = metafile;
  const loaded = new Set<string>();
  const load = (path: string) => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const {path: next, kind, external} of outputs[path]!.imports)
      if (kind === 'import-statement' && !external) load(next);
  };
  load(Object.keys(outputs).find(path => outputs[path]!.entryPoint === 'page.js')!);
  return outputFiles
    .filter(({path}) => [...loaded].some(name => path.endsWith(name)))
    .map(({text}) => text)
    .join('\n');
}

function targetOf(path: string): string {
  const {exports} = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Record<string, {default: string}>;
  };
  return `${process.cwd()}/${exports[path]!.default}`;
}

/** As a class statement, or as a class that is assigned to a variable. */
const declarationOf = (name: string) => new RegExp(`class ${name}\\b|\\b${name} = class`);

const bundlers = {rollup: bundle, 'esbuild with code splitting': bundleWithEsbuild};
for (const [name, bundle] of Object.entries(bundlers)) {
  describe(`With ${name}, importing`, () => {
    it('one class does not bring the others', async () => {
      const code = await bundle(
        `import {VoiceWaveform} from 'voice-assistant-element'; console.log(VoiceWaveform);`,
      );
      assert.match(code, declarationOf('VoiceWaveform'));
      for (const other of [
        'VoiceAssistant',
        'VoiceTranscript',
        'VoiceConversation',
        'OpenAIRealtimeSession',
        'VoiceComposer',
      ]) {
        assert.doesNotMatch(code, declarationOf(other), other);
      }
      assert.doesNotMatch(code, /customElements\.define|RTCPeerConnection/);
    });

    it('an error class brings next to nothing, but what its codes mean', async () => {
      const code = await bundle(
        `import {VoiceError} from 'voice-assistant-element'; console.log(VoiceError);`,
      );
      assert.ok(code.length < 12_000, `${code.length} bytes`);
      assert.doesNotMatch(code, /from ["']lit["']|import ["']lit["']/);
      assert.match(code, /VoiceError\.meanings = Object/);
    });

    it('an event, a table and helpers brings nothing else', async () => {
      const names = 'VoiceMessageEvent, phaseTable, defineTool, openaiRealtimeUrl';
      const code = await bundle(`import {${names}} from 'voice-assistant-element'; console.log({${names}});`);
      assert.ok(code.length < 20_000, `${code.length} bytes`);
    });

    it('the headless core brings no element and no Lit', async () => {
      const code = await bundle(
        `import {VoiceConversation} from 'voice-assistant-element'; console.log(VoiceConversation);`,
      );
      assert.match(code, declarationOf('VoiceConversation'));
      assert.doesNotMatch(code, /from ["']lit["']|import ["']lit["']|customElements/);
    });
  });
}

describe('Importing', () => {
  it('nothing brings nothing', async () => {
    assert.equal((await bundle(`import 'voice-assistant-element';`)).trim(), '');
  });

  it('the define entry for its effect keeps its effect', async () => {
    const code = await bundle(`import 'voice-assistant-element/define';`);
    assert.match(code, /customElements\.define/);
  });
});

describe('In Node, without a browser,', () => {
  const {exports} = JSON.parse(readFileSync('package.json', 'utf8')) as {exports: Record<string, unknown>};
  const entries = Object.keys(exports).filter(path => !/json$|\*/.test(path));
  for (const path of entries) {
    it(`importing ${path} is safe`, async () => {
      const module = (await import(`voice-assistant-element${path.slice(1)}`)) as object;
      assert.equal(typeof module, 'object');
    });
  }
});
