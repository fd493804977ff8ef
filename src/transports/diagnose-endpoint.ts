import {isReachable} from '../session/is-reachable.js';
import {lookInTime, type Found} from '../session/look-in-time.js';
import type {SessionSettings} from '../session/settings.js';
import type {SessionFinding} from '../session/voice-session.js';
import {hasUdpCandidate} from './udp-candidate.js';

const endpointLimitMs = 8_000;
const networkLimitMs = 6_000;

/** Looks at the way to the server. No session is asked for: each costs, also one that is thrown away. */
export function diagnose(
  {sessionEndpoint = '', iceServers}: SessionSettings,
  signal: AbortSignal,
): Promise<readonly SessionFinding[]> {
  return Promise.all([
    lookInTime('endpoint', endpointLimitMs, 'token-network', signal, limited =>
      checkEndpoint(sessionEndpoint, limited),
    ),
    lookInTime('network', networkLimitMs, 'connect-network', signal, limited =>
      checkNetwork(iceServers, limited),
    ),
  ]);
}

async function checkEndpoint(endpoint: string, signal: AbortSignal): Promise<Found> {
  if (!endpoint) return {code: 'token-config'};
  if (!(await isReachable(endpoint, signal)))
    return {code: 'token-network', detail: navigator.onLine ? undefined : 'offline'};
  return {
    code: 'not-checked',
    detail: 'the session endpoint answers; a session costs, and was not asked for',
  };
}

async function checkNetwork(iceServers: RTCIceServer[] | undefined, signal: AbortSignal): Promise<Found> {
  const candidate = await hasUdpCandidate(iceServers, signal);
  if (candidate === null) return {code: 'not-checked', detail: 'no WebRTC'};
  return {code: candidate ? 'network-open' : 'udp-blocked'};
}
