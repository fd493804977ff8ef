import {openaiRealtimeUrl} from '../../backends/openai-realtime/realtime-url.js';
import {requestToken} from '../../session/token.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Check} from './check.js';

/** Whether the page's endpoint gives a token. It is asked for as at a start, and thrown away. */
export const checkEndpoint: Check = async ({options}, signal) => {
  try {
    await requestToken(options, signal);
    return {code: 'token-received'};
  } catch (error) {
    signal.throwIfAborted();
    const {code, status} = VoiceError.from(error);
    return {code, detail: status === undefined ? undefined : `status ${status}`};
  }
};

/** Whether the realtime host can be reached, and whether the browser may speak UDP. */
export const checkNetwork: Check = async ({options}, signal) => {
  const [reachable, candidate] = await Promise.all([
    isReachable(options.realtimeUrl ?? openaiRealtimeUrl, signal),
    hasUdpCandidate(options.iceServers, signal),
  ]);
  if (!reachable) return {code: 'connect-network', detail: navigator.onLine ? undefined : 'offline'};
  if (candidate === null) return {code: 'not-checked', detail: 'the realtime host answers; no WebRTC'};
  return {code: candidate ? 'network-open' : 'udp-blocked'};
};

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
  if (typeof RTCPeerConnection === 'undefined') return null;
  const peer = new RTCPeerConnection({iceServers});
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
