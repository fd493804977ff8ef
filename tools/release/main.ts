/* `npm run release:check`: everything that must hold before a version is published, and what it weighs. */
import {execFileSync, spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';

interface Check {
  readonly name: string;
  /** @returns what is wrong, or nothing */
  readonly run: () => string | undefined;
}

const {name, version} = JSON.parse(readFileSync('package.json', 'utf8')) as {name: string; version: string};

function script(...args: string[]): () => string | undefined {
  return () => {
    const {status} = spawnSync('npm', ['run', ...args], {stdio: 'inherit'});
    return status === 0 ? undefined : `npm run ${args.join(' ')} failed`;
  };
}

const checks: readonly Check[] = [
  {
    name: 'everything is committed',
    run: () => execFileSync('git', ['status', '--porcelain']).toString() && 'git status is not clean',
  },
  {
    name: 'the changelog speaks of this version',
    run: () =>
      readFileSync('CHANGELOG.md', 'utf8').includes(`## ${version}`)
        ? undefined
        : `CHANGELOG.md has no "## ${version}": run npx changeset version`,
  },
  {
    name: 'the docs name this version where they name one',
    run: () => {
      const [, named] = new RegExp(`${name}@([\\w.-]+)`).exec(
        readFileSync('docs/getting-started.md', 'utf8'),
      )!;
      return named === version ? undefined : `docs/getting-started.md names ${named}`;
    },
  },
  {name: 'tests', run: script('test')},
  {name: 'every conversation', run: script('test:e2e')},
  {name: 'stories', run: script('test:stories')},
  {name: 'examples', run: script('test:examples')},
  {name: 'sizes', run: script('build')},
];

const wrong = checks.flatMap(({name, run}) => {
  console.log(`\n▶ ${name}`);
  const mistake = run();
  console.log(mistake ? `✗ ${mistake}` : '✓');
  return mistake ? [mistake] : [];
});
console.log(wrong.length ? `\nNot yet:\n${wrong.join('\n')}` : `\n${name} ${version} can be published.`);
process.exitCode = wrong.length ? 1 : 0;
