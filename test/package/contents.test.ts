import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';

/* What `npm publish` would send. */

interface Packed {
  readonly unpackedSize: number;
  readonly files: readonly {readonly path: string}[];
}

const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  stdio: ['ignore', 'pipe', 'ignore'],
});
const [packed] = JSON.parse(output.toString()) as [Packed];
const paths = packed.files.map(({path}) => path);
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {exports: Record<string, unknown>};

/** Every file that an import of the package may lead to. */
function targets(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(targets);
}

describe('The published package', () => {
  it('has every file that its exports name', () => {
    const files = targets(manifest.exports)
      .map(file => file.replace(/^\.\//, ''))
      .filter(file => !file.includes('*'));
    assert.ok(files.length > 8);
    assert.deepEqual(
      files.filter(file => !paths.includes(file)),
      [],
    );
  });

  it('has what a reader looks for, and nothing besides what was built', () => {
    for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md', 'custom-elements.json']) {
      assert.ok(paths.includes(file), file);
    }
    const odd = paths.filter(
      path =>
        !/^dist\/.+\.(js|d\.ts|js\.map|json)$/.test(path) &&
        !/^(README|CHANGELOG)\.md$|^LICENSE$|^(package|custom-elements|web-types|vscode\.\w+-custom-data)\.json$/.test(
          path,
        ),
    );
    assert.deepEqual(odd, []);
  });

  it('has no module whose source is gone', () => {
    const modules = paths.filter(path => /^dist\/(?!cdn\/|_virtual\/|node_modules\/).+\.js$/.test(path));
    assert.ok(modules.length > 50);
    const orphans = modules.filter(path => {
      const stem = path.replace('dist/', 'src/').replace(/\.js$/, '');
      const entry = stem.replace('src/', 'src/entries/');
      return ![`${stem}.ts`, `${stem}.js`, `${entry}.ts`].some(existsSync);
    });
    assert.deepEqual(orphans, []);
  });

  it('has source maps that hold the sources', () => {
    const map = JSON.parse(readFileSync('dist/define.js.map', 'utf8')) as {sourcesContent: string[]};
    assert.match(map.sourcesContent[0] ?? '', /customElements\.define/);
  });

  // A megabyte of it is the Agents SDK for the script tag.
  it('stays small', () => assert.ok(packed.unpackedSize < 5_500_000, `${packed.unpackedSize} bytes`));
});

describe('integrity.json', () => {
  it('names every file for the script tag with its hash', () => {
    const hashes = JSON.parse(readFileSync('dist/cdn/integrity.json', 'utf8')) as Record<string, string>;
    const files = readdirSync('dist/cdn', {recursive: true, encoding: 'utf8'}).filter(
      file => file !== 'integrity.json' && file.includes('.'),
    );
    assert.deepEqual(Object.keys(hashes).sort(), files.sort());
    for (const [file, hash] of Object.entries(hashes)) {
      const digest = createHash('sha384')
        .update(readFileSync(`dist/cdn/${file}`))
        .digest('base64');
      assert.equal(hash, `sha384-${digest}`, file);
    }
  });
});
