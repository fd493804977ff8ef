import {RTCPeerConnection as WeriftConnection, type MediaStreamTrack} from 'werift';

/**
 * Gives Node the `RTCPeerConnection` of a browser, for clients that were written for one. It sends what is written to
 * `track`.
 * @returns what takes it away again
 */
export function installWebRtc(track: MediaStreamTrack): () => void {
  const host = globalThis as {RTCPeerConnection?: unknown};
  const before = host.RTCPeerConnection;
  host.RTCPeerConnection = class extends WeriftConnection {
    constructor() {
      // Else the sockets of the transport that is bundled away stay open, and keep the process alive.
      super({
        bundlePolicy: 'max-bundle',
        iceServers: [],
        iceUseIpv6: false,
        iceAdditionalHostAddresses: ['127.0.0.1'],
      });
      this.addTransceiver(track, {direction: 'sendrecv'});
    }
  };
  return () => {
    host.RTCPeerConnection = before;
  };
}
