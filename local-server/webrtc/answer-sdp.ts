import type {FaultOptions} from '../faults/fault-table.js';

/**
 * Drops the candidates of an offer. The browser finds us by our own candidates, and its `.local` names
 * would only cost a search on the network.
 */
export function withoutCandidates(offer: string): string {
  return lines(offer)
    .filter(line => !line.startsWith('a=candidate:') && line !== 'a=end-of-candidates')
    .join('\r\n');
}

/** Whether a text is an offer that can be answered. */
export function isOffer(text: string): boolean {
  return text.startsWith('v=0') && /^m=audio /mu.test(text) && /^a=ice-ufrag:/mu.test(text);
}

/** Makes us the waiting side of the DTLS handshake. */
export function letOffererBeginDtls(answer: string): string {
  return answer.replaceAll('a=setup:active', 'a=setup:passive');
}

/** Spoils an answer as the faults ask. */
export function spoilAnswer(answer: string, faults: FaultOptions): string {
  let spoiled = lines(answer);
  if (faults.sdpNoStream) spoiled = spoiled.map(line => line.replace(/^a=msid:\S+/u, 'a=msid:-'));
  if (faults.sdpUnreachable) {
    // An address from the documentation range: no host answers there.
    spoiled = spoiled.map(line => line.replace(/^(a=candidate:\S+ \d udp \d+) \S+ \d+/u, '$1 203.0.113.1 9'));
  }
  if (faults.sdpNoAudio)
    spoiled = spoiled.map(line => line.replace(/^a=(sendrecv|sendonly|recvonly)$/u, 'a=inactive'));
  return spoiled.join('\r\n');
}

function lines(sdp: string): string[] {
  return sdp.split(/\r?\n/u);
}
