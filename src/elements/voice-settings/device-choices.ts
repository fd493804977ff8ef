import {fill} from '../../localize/fill.js';
import type {SettingsStrings} from '../../localize/strings.js';
import type {Device} from '../../state/devices.js';
import type {Choice} from './fields.js';

/** Whether a page can make sound louder or softer. iOS leaves that to the device's buttons. */
export function canSetVolume(): boolean {
  const audio = new Audio();
  audio.volume = 0.5;
  return audio.volume === 0.5;
}

/** The devices to choose from, the system's choice first; a device that is gone counts as that. */
export function deviceChoices(
  devices: readonly Device[],
  wanted: string | undefined | null,
  words: SettingsStrings,
  language: string | undefined,
): {value: string; choices: Choice[]} {
  const known = devices.some(({deviceId}) => deviceId === wanted);
  return {
    value: known ? wanted! : '',
    choices: [
      ['', words.systemDefault],
      ...devices.map(({deviceId, label}, index): Choice => {
        return [deviceId, label || fill(words.unnamedDevice, {number: index + 1}, language)];
      }),
    ],
  };
}
