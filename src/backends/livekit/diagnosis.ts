import {isReachable} from '../../session/is-reachable.js';
import {failing, lookInTime, type Found} from '../../session/look-in-time.js';
import type {SessionSettings} from '../../session/settings.js';
import type {SessionFinding} from '../../session/voice-session.js';
import {hasUdpCandidate} from '../../transports/udp-candidate.js';
import {requestRoom} from './credentials.js';

const endpointLimitMs = 8_000;
const networkLimitMs = 6_000;

/** Looks at the way to the server: only the endpoint knows its address. */
export async function diagnose(
  settings: SessionSettings,
  signal: AbortSignal,
): Promise<readonly SessionFinding[]> {
  let serverUrl = '';
  const endpoint = lookInTime('endpoint', endpointLimitMs, 'token-network', signal, async limited => {
    try {
      // Asked for as at a start, and thrown away: no room is made before it is entered.
      ({serverUrl} = await requestRoom(settings, limited));
      return {code: 'token-received'};
    } catch (error) {
      limited.throwIfAborted();
      return failing(error);
    }
  });
  const found = await endpoint;
  const network = await lookInTime('network', networkLimitMs, 'connect-network', signal, limited =>
    checkNetwork(serverUrl, settings.iceServers, limited),
  );
  return [found, network];
}

async function checkNetwork(
  serverUrl: string,
  iceServers: RTCIceServer[] | undefined,
  signal: AbortSignal,
): Promise<Found> {
  if (!serverUrl) return {code: 'not-checked', detail: 'the endpoint did not name a server'};
  const [reachable, candidate] = await Promise.all([
    isReachable(serverUrl.replace(/^ws/, 'http'), signal),
    hasUdpCandidate(iceServers, signal),
  ]);
  if (!reachable) return {code: 'connect-network', detail: navigator.onLine ? undefined : 'offline'};
  if (candidate === null) return {code: 'not-checked', detail: 'the server answers; no WebRTC'};
  return {code: candidate ? 'network-open' : 'udp-blocked'};
}
