import {spawnSync} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of a Chromium: CHROME_PATH, or one on the PATH, or Debian's package, installed where that is possible.
 * Throws one clear sentence when there is none.
 * @returns {string}
 */
export function findChromium() {
  const found = installed();
  if (found) return found;
  if (installWithApt(['chromium'])) {
    const now = installed();
    if (now) return now;
  }
  throw new Error(
    'No Chromium was found. Install one (Debian: apt-get install chromium), or set CHROME_PATH to a Chrome or Chromium.',
  );
}

/** Flags for a headless Chromium that needs no network of its own and answers the microphone prompt by itself. */
export const chromiumFlags = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

function installed() {
  const {CHROME_PATH, PATH = ''} = process.env;
  const candidates = CHROME_PATH
    ? [CHROME_PATH]
    : [...PATH.split(delimiter).flatMap(folder => names.map(name => join(folder, name))), ...elsewhere];
  return candidates.find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs Debian packages, where this is Debian and we are root. */
function installWithApt(packages) {
  if (process.env.CHROME_PATH || process.getuid?.() !== 0) return false;
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const run = (...args) =>
    spawnSync('apt-get', args, {stdio: 'ignore', env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}})
      .status === 0;
  run('update', '-qq');
  return run('install', '-y', '-qq', '--no-install-recommends', ...packages);
}
