import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, it} from 'node:test';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import {localLinks, pages} from '../docs/markdown.js';

/* What `npm publish` would send. */

interface Packed {
  readonly files: readonly {readonly path: string; readonly size: number}[];
}

const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  stdio: ['ignore', 'pipe', 'ignore'],
});
const [packed] = JSON.parse(output.toString()) as [Packed];
const paths = packed.files.map(({path}) => path);
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, unknown>;
  repository: {url: string};
  homepage: string;
  bugs: {url: string};
  keywords: string[];
  unpkg: string;
  jsdelivr: string;
};

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
    for (const file of [
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'custom-elements.json',
      'docs/server.md',
      'examples/servers/token.php',
      'src/localize/en/panel.ts', // The keys of `strings`.
    ]) {
      assert.ok(paths.includes(file), file);
    }
    const odd = paths.filter(
      path =>
        !/^dist\/.+\.(js|d\.ts|js\.map|json|LICENSES\.txt)$/.test(path) &&
        !/^(docs|examples)\/|^src\/localize\/en\/[\w-]+\.ts$|^local-server\/README\.md$/.test(path) &&
        !/^(README|CHANGELOG|CONTRIBUTING)\.md$|^LICENSE$|^(package|custom-elements|web-types|vscode\.\w+-custom-data)\.json$/.test(
          path,
        ),
    );
    assert.deepEqual(odd, []);
    assert.deepEqual(
      paths.filter(path => /node_modules|\.next|^examples\/\w+\/dist/.test(path)),
      [],
    );
  });

  it('has what its README and docs link to, but for tests and tools', () => {
    const dead = pages
      .filter(page => paths.includes(page))
      .flatMap(page =>
        localLinks(page).map(link => ({page, target: join(dirname(page), link.split('#')[0]!)})),
      )
      .filter(({page, target}) => target !== dirname(page) && !/^(test|tools)\//.test(target))
      .filter(({target}) => !paths.some(path => path === target || path.startsWith(`${target}/`)))
      .map(({page, target}) => `${page}: ${target}`);
    assert.deepEqual(dead, []);
  });

  it('says where it comes from, where mistakes are told, and which file a CDN serves', () => {
    assert.match(manifest.repository.url, /^git\+https:\/\/.+\.git$/);
    assert.match(manifest.homepage, /^https:\/\/.+#readme$/);
    assert.match(manifest.bugs.url, /^https:\/\/.+\/issues$/);
    assert.ok(manifest.keywords.includes('web-component'));
    for (const file of [manifest.unpkg, manifest.jsdelivr]) assert.ok(paths.includes(file), file);
  });

  it('is not published from an address that does not exist', () => {
    const workflow = readFileSync('.github/workflows/release.yml', 'utf8');
    const [, set] = /npm pkg set (.+)/.exec(workflow) ?? [];
    const named = [...(set ?? '').matchAll(/([\w.]+)="[^"]*\$HERE/g)].map(([, name]) => name).sort();
    assert.deepEqual(named, ['bugs.url', 'homepage', 'repository.url']);
    const {status} = spawnSync('npm', ['run', 'prepublishOnly'], {stdio: 'ignore'});
    assert.equal(status, JSON.stringify(manifest).includes('git.example') ? 1 : 0);
  });

  it('has no module whose source is gone', () => {
    const modules = paths.filter(path =>
      /^dist\/(?!cdn\/|exports\/|local-server\/|_virtual\/|node_modules\/).+\.js$/.test(path),
    );
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

  it('costs an idle page what README says, under each compression', () => {
    const [, brotli, gzip] = /under ([\d.]+) kB \(brotli; under ([\d.]+) kB with gzip\)/.exec(
      readFileSync('README.md', 'utf8'),
    )!;
    const shell = readFileSync(manifest.unpkg);
    assert.ok(brotliCompressSync(shell).length < Number(brotli) * 1_000);
    assert.ok(gzipSync(shell).length < Number(gzip) * 1_000);
  });

  // A megabyte of it is the Agents SDK for the script tag, over half of one LiveKit's library, a quarter the local server.
  it('stays small', () => {
    const sizeOf = (isOne: (path: string) => boolean) =>
      packed.files.filter(({path}) => isOne(path)).reduce((sum, {size}) => sum + size, 0);
    const built = sizeOf(path => path.startsWith('dist/'));
    assert.ok(built < 8_600_000, `${built} bytes in dist/`);
    const toRead = sizeOf(path => !path.startsWith('dist/'));
    assert.ok(toRead < 1_000_000, `${toRead} bytes beside it`);
  });
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
