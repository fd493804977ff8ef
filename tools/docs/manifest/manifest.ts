import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import type {Manifest} from './schema.js';
import {spellOutTypes} from './spell-out-types.js';

/** Inside the project: the analyzer takes its output folder relative to it. */
const cache = 'node_modules/.cache/manifest';

/** The custom-elements manifest, made from the sources. */
export function makeManifest(): Manifest {
  const args = ['analyze', '--quiet', '--config', 'custom-elements-manifest.config.mjs', '--outdir', cache];
  const {status} = spawnSync('npx', ['--no-install', 'cem', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The custom-elements manifest could not be made.');
  const manifest = JSON.parse(readFileSync(`${cache}/custom-elements.json`, 'utf8')) as Manifest;
  spellOutTypes(manifest);
  return manifest;
}
