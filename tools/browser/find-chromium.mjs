import {findProgram, installWithApt} from './find-program.mjs';

const programs = [
  ...['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of a Chromium: CHROME_PATH, or one on the PATH, or Debian's package, installed where that is possible.
 * Throws one clear sentence when there is none.
 * @returns {string}
 */
export function findChromium() {
  const {CHROME_PATH} = process.env;
  const installed = () => findProgram(CHROME_PATH ? [CHROME_PATH] : programs);
  const found = installed() ?? (!CHROME_PATH && installWithApt(['chromium']) ? installed() : undefined);
  if (found) return found;
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
