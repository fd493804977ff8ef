/** Null where the browser, one of its policies or an extension does not let pages have WebRTC. */
export function createPeer(configuration?: RTCConfiguration): RTCPeerConnection | null {
  try {
    return new RTCPeerConnection(configuration);
  } catch {
    return null;
  }
}
