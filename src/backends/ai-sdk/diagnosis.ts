import {isReachable} from '../../session/is-reachable.js';
import {failing, lookInTime, type Found} from '../../session/look-in-time.js';
import type {SessionSettings} from '../../session/settings.js';
import type {SessionFinding} from '../../session/voice-session.js';
import {requestSetup} from './setup.js';

const endpointLimitMs = 8_000;

/** Looks whether the page's endpoint gives a token, which is thrown away, and whether the server it names is there. */
export async function diagnose(
  settings: SessionSettings,
  signal: AbortSignal,
): Promise<readonly SessionFinding[]> {
  let url = '';
  const check = async (limited: AbortSignal): Promise<Found> => {
    try {
      ({url} = await requestSetup(settings, limited));
      return {code: 'token-received'};
    } catch (error) {
      limited.throwIfAborted();
      return failing(error);
    }
  };
  const endpoint = await lookInTime('endpoint', endpointLimitMs, 'token-network', signal, check);
  return [endpoint, {name: 'network', ...(await checkNetwork(url, signal))}];
}

async function checkNetwork(url: string, signal: AbortSignal): Promise<Found> {
  if (!url) return {code: 'not-checked', detail: 'where the server is, is not known'};
  const {origin} = new URL(url.replace(/^ws/, 'http'));
  if (await isReachable(origin, signal)) return {code: 'network-open'};
  return {code: 'connect-network', detail: navigator.onLine ? undefined : 'offline'};
}
