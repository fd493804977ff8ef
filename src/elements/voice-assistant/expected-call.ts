import {storedSettingsKey} from '../../state/stored-settings.js';
import type {LauncherHost} from './launcher-host.js';

/** Whether the user knows that a press opens the microphone: there was a call on this site, and it is allowed. */
export async function isExpected({consentPending, persist}: LauncherHost): Promise<boolean> {
  try {
    if (consentPending || persist === 'off') return false;
    const {called} = JSON.parse(localStorage.getItem(storedSettingsKey)!) as {called?: unknown};
    if (called !== true) return false;
    return (await navigator.permissions.query({name: 'microphone'})).state === 'granted';
  } catch {
    return false; // Nothing is stored, or the browser does not tell.
  }
}
