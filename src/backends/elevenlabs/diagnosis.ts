import {isReachable} from '../../session/is-reachable.js';
import {failing, lookInTime, type Found} from '../../session/look-in-time.js';
import type {SessionSettings} from '../../session/settings.js';
import type {SessionFinding} from '../../session/voice-session.js';
import {requestSignedUrl, type SignedUrl} from './signed-url.js';

const endpointLimitMs = 8_000;
const networkLimitMs = 12_000;

/** Looks at the way to the server. A signed URL is asked for as at a start, and thrown away: no conversation begins. */
export function diagnose(settings: SessionSettings, signal: AbortSignal): Promise<readonly SessionFinding[]> {
  const signed = requestSignedUrl(settings, signal);
  return Promise.all([
    lookInTime('endpoint', endpointLimitMs, 'token-network', signal, limited =>
      checkEndpoint(signed, limited),
    ),
    lookInTime('network', networkLimitMs, 'connect-network', signal, limited =>
      checkNetwork(signed, limited),
    ),
  ]);
}

async function checkEndpoint(signed: Promise<SignedUrl>, signal: AbortSignal): Promise<Found> {
  try {
    await signed;
    return {code: 'token-received'};
  } catch (error) {
    signal.throwIfAborted();
    return failing(error);
  }
}

/** Whether the server of the signed URL can be reached. Its address is known only with that. */
async function checkNetwork(signed: Promise<SignedUrl>, signal: AbortSignal): Promise<Found> {
  const url = await signed.then(
    ({url}) => url,
    () => '',
  );
  if (!url) return {code: 'not-checked', detail: 'the address comes from the endpoint'};
  if (await isReachable(new URL(url).origin.replace(/^ws/, 'http'), signal)) return {code: 'network-open'};
  return {code: 'connect-network', detail: navigator.onLine ? undefined : 'offline'};
}
