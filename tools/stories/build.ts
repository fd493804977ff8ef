import {spawnSync} from 'node:child_process';
import {readdirSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';

/** Where the built Storybook stands. */
export const storybookFolder = 'storybook-static';

const sources = [
  'src',
  'stories',
  '.storybook',
  'custom-elements.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Builds Storybook, unless what stands there is newer than everything it is made from. */
export function buildStorybook(): void {
  if (newest(['index.json'].map(file => join(storybookFolder, file))) > newest(sources)) return;
  const {status, stdout, stderr} = spawnSync(
    'npx',
    ['--no-install', 'storybook', 'build', '--quiet', '--loglevel', 'warn', '--disable-telemetry'],
    {encoding: 'utf8', env: {...process.env, STORYBOOK_DISABLE_TELEMETRY: '1'}},
  );
  if (status === 0) return;
  rmSync(storybookFolder, {recursive: true, force: true}); // Half of it would pass for all of it the next time.
  throw new Error(`Storybook could not be built:\n${stdout}${stderr}`);
}

/** When the youngest of these files, or files in these folders, was written. */
function newest(paths: readonly string[]): number {
  return Math.max(0, ...paths.map(written));
}

function written(path: string): number {
  const found = statSync(path, {throwIfNoEntry: false});
  if (!found) return 0;
  return found.isDirectory() ? newest(readdirSync(path).map(name => join(path, name))) : found.mtimeMs;
}
