import {createPeer} from './create-peer.js';

/**
 * Whether the browser may speak UDP. Takes as long as candidates are gathered, unless the signal aborts.
 * @returns null where there is no WebRTC
 */
export async function hasUdpCandidate(
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
