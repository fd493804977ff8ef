import {findProgram, installWithApt} from '../browser/find-program.mjs';

const programs = {
  firefox: {
    names: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
    debian: 'firefox-esr',
  },
  webKitDriver: {names: ['WebKitWebDriver'], debian: 'webkit2gtk-driver'},
  webKit: {
    // A library's own small browser is not on the PATH.
    names: ['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap(system =>
      ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map(
        version => `/usr/lib/${system}/${version}/MiniBrowser`,
      ),
    ),
    debian: 'libwebkit2gtk-4.1-0',
  },
  display: {names: ['Xvfb'], debian: 'xvfb'},
  soundServer: {names: ['pulseaudio'], debian: 'pulseaudio'},
};

/**
 * The path of a program that the tests need, installed where that is possible.
 * @throws one clear sentence when it is not there
 */
export function programPath(name: keyof typeof programs): string {
  const {names, debian} = programs[name];
  const found = findProgram(names) ?? (installWithApt([debian]) ? findProgram(names) : undefined);
  if (!found) throw new Error(`${names[0]} was not found. Install it (Debian: apt-get install ${debian}).`);
  return found;
}
