import {isTimeout, withDeadline} from '../../session/deadline.js';
import type {SessionSettings} from '../../session/settings.js';
import {requestToken} from '../../session/token.js';
import type {SessionFinding} from '../../session/voice-session.js';
import {VoiceError} from '../../state/voice-error.js';
import {createPeer} from './create-peer.js';
import {openaiRealtimeUrl} from './realtime-url.js';

type Found = Omit<SessionFinding, 'name'>;

const endpointLimitMs = 8_000;
const networkLimitMs = 6_000;

/** Looks at the way to the server, both halves at once. */
export function diagnose(settings: SessionSettings, signal: AbortSignal): Promise<readonly SessionFinding[]> {
  return Promise.all([
    inTime('endpoint', endpointLimitMs, 'token-network', signal, limited => checkEndpoint(settings, limited)),
    inTime('network', networkLimitMs, 'connect-network', signal, limited => checkNetwork(settings, limited)),
  ]);
}

async function inTime(
  name: SessionFinding['name'],
  limitMs: number,
  late: VoiceError['code'],
  signal: AbortSignal,
  check: (signal: AbortSignal) => Promise<Found>,
): Promise<SessionFinding> {
  try {
    return {name, ...(await withDeadline(limitMs, signal, check))};
  } catch (error) {
    if (!isTimeout(error)) throw error;
    return {name, code: late, detail: `no answer in ${limitMs / 1000} s`};
  }
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

/** Whatever the host answers to a question without a token, it is there. */
async function isReachable(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    await fetch(url, {method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal});
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

/** @returns null where there is no WebRTC */
async function hasUdpCandidate(
  iceServers: RTCIceServer[] | undefined,
  signal: AbortSignal,
): Promise<boolean | null> {
  const peer = createPeer({iceServers});
  if (!peer) return null;
  signal.addEventListener('abort', () => peer.close(), {once: true});
  try {
    peer.createDataChannel('diagnosis');
    const found = new Promise<boolean>(resolve => {
      peer.onicecandidate = ({candidate}) => {
        if (!candidate) resolve(false);
        else if (candidate.protocol === 'udp') resolve(true);
      };
    });
    await peer.setLocalDescription();
    return await found;
  } finally {
    peer.onicecandidate = null;
    peer.close();
  }
}
