import {isReachable} from '../../session/is-reachable.js';
import {failing, lookInTime, type Found} from '../../session/look-in-time.js';
import type {SessionSettings} from '../../session/settings.js';
import {requestToken} from '../../session/token.js';
import type {SessionFinding} from '../../session/voice-session.js';
import {hasUdpCandidate} from '../../transports/udp-candidate.js';
import {openaiRealtimeUrl} from './realtime-url.js';
import {tryOffer} from './try-offer.js';

const endpointLimitMs = 8_000;
/** It waits for the token, and both together must not take nine seconds. */
const networkLimitMs = 8_800;
/** An answer about the token that takes longer leaves too little time to ask the realtime server. */
const askUntilMs = 6_500;

/** Looks at the way to the server, both halves at once. The token is asked for as at a start, and opens no call. */
export function diagnose(settings: SessionSettings, signal: AbortSignal): Promise<readonly SessionFinding[]> {
  let token = '';
  const endpoint = lookInTime('endpoint', endpointLimitMs, 'token-network', signal, async limited => {
    try {
      token = await requestToken(settings, limited);
      return {code: 'token-received'};
    } catch (error) {
      limited.throwIfAborted();
      return failing(error);
    }
  });
  const network = lookInTime('network', networkLimitMs, 'connect-network', signal, limited =>
    checkNetwork(
      settings,
      endpoint.then(() => token),
      limited,
    ),
  );
  return Promise.all([endpoint, network]);
}

/**
 * Whether the realtime server takes calls at this address, and whether the browser may speak UDP. Without a token, or where
 * no offer is sent, whether its host is there.
 * @param token empty where there is none
 */
async function checkNetwork(
  settings: SessionSettings,
  token: Promise<string>,
  signal: AbortSignal,
): Promise<Found> {
  const began = performance.now();
  const [bearer, candidate] = await Promise.all([token, hasUdpCandidate(settings.iceServers, signal)]);
  if (performance.now() - began > askUntilMs)
    return {code: 'not-checked', detail: 'the token endpoint took too long'};
  const offers = bearer && candidate !== null && settings.transport !== 'websocket';
  const failure = await (offers ? tryOffer(settings, bearer, signal) : findHost(settings, signal));
  if (failure) return failure;
  if (candidate === null) return {code: 'not-checked', detail: 'the realtime host answers; no WebRTC'};
  return {code: candidate ? 'network-open' : 'udp-blocked'};
}

async function findHost({realtimeUrl}: SessionSettings, signal: AbortSignal): Promise<Found | null> {
  if (await isReachable(realtimeUrl || openaiRealtimeUrl, signal)) return null;
  return {code: 'connect-network', detail: navigator.onLine ? undefined : 'offline'};
}
