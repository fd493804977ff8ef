import {spawnSync} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';

/**
 * The first of these programs that is there: by its name on the PATH, or at its absolute path.
 * @param {readonly string[]} names
 * @returns {string | undefined}
 */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap(name =>
    /[\\/]/.test(name) ? [name] : folders.map(folder => join(folder, name)),
  );
  return candidates.find(isExecutable);
}

/**
 * Installs Debian packages, where this is Debian and we are root.
 * @param {readonly string[]} packages
 * @returns {boolean} whether they are there now
 */
export function installWithApt(packages) {
  if (process.getuid?.() !== 0 || !findProgram(['apt-get'])) return false;
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const run = (...args) =>
    spawnSync('apt-get', args, {stdio: 'ignore', env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}})
      .status === 0;
  run('update', '-qq');
  return run('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
