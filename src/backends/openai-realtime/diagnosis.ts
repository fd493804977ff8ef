import {isReachable} from '../../session/is-reachable.js';
import {lookInTime, type Found} from '../../session/look-in-time.js';
import type {SessionSettings} from '../../session/settings.js';
import {requestToken} from '../../session/token.js';
import type {SessionFinding} from '../../session/voice-session.js';
import {VoiceError} from '../../state/voice-error.js';
import {hasUdpCandidate} from '../../transports/udp-candidate.js';
import {openaiRealtimeUrl} from './realtime-url.js';

const endpointLimitMs = 8_000;
const networkLimitMs = 6_000;

/** Looks at the way to the server, both halves at once. */
export function diagnose(settings: SessionSettings, signal: AbortSignal): Promise<readonly SessionFinding[]> {
  return Promise.all([
    lookInTime('endpoint', endpointLimitMs, 'token-network', signal, limited =>
      checkEndpoint(settings, limited),
    ),
    lookInTime('network', networkLimitMs, 'connect-network', signal, limited =>
      checkNetwork(settings, limited),
    ),
  ]);
}

/** Whether the page's endpoint gives a token. It is asked for as at a start, and thrown away. */
async function checkEndpoint(settings: SessionSettings, signal: AbortSignal): Promise<Found> {
  try {
    await requestToken(settings, signal);
    return {code: 'token-received'};
  } catch (error) {
    signal.throwIfAborted();
    const {code, status} = VoiceError.from(error);
    return {code, detail: status === undefined ? undefined : `status ${status}`};
  }
}

/** Whether the realtime host can be reached, and whether the browser may speak UDP. */
async function checkNetwork(settings: SessionSettings, signal: AbortSignal): Promise<Found> {
  const [reachable, candidate] = await Promise.all([
    isReachable(settings.realtimeUrl || openaiRealtimeUrl, signal),
    hasUdpCandidate(settings.iceServers, signal),
  ]);
  if (!reachable) return {code: 'connect-network', detail: navigator.onLine ? undefined : 'offline'};
  if (candidate === null) return {code: 'not-checked', detail: 'the realtime host answers; no WebRTC'};
  return {code: candidate ? 'network-open' : 'udp-blocked'};
}
