import {spawnSync} from 'node:child_process';
import {copyFile, mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const manifest = fileURLToPath(new URL('../package.json', import.meta.url));
const cache = fileURLToPath(new URL('../../../../node_modules/.cache/elevenlabs/', import.meta.url));

/**
 * Installs the vendor's client beside the project, once.
 * @returns where its packages are, or why there are none, in one sentence
 */
export async function installClient(): Promise<{readonly folder: string} | {readonly missing: string}> {
  await mkdir(cache, {recursive: true});
  await copyFile(manifest, join(cache, 'package.json'));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const {status, stderr} = spawnSync('npm', ['install', ...flags], {cwd: cache, encoding: 'utf8'});
  if (status === 0) return {folder: join(cache, 'node_modules')};
  const [line = ''] = stderr?.split('\n') ?? [];
  return {missing: `@elevenlabs/client cannot be installed here (${line.trim() || 'no npm'}).`};
}
