import type {LinkMeasure} from '../voice-session.js';

type Report = RTCStats & Partial<RTCIceCandidatePairStats & RTCInboundRtpStreamStats & RTCTransportStats>;

/** What was known when something last came from the peer. */
interface SignOfLife {
  readonly bytes: number;
  readonly answers: number;
  readonly checks: number;
}

const signs = new WeakMap<RTCPeerConnection, SignOfLife>();

/**
 * Reads how a connection does, and how many connectivity checks were `unanswered` since a measurement found a sign
 * of life: 0 where the browser does not count them.
 * @see https://www.w3.org/TR/webrtc-stats/
 */
export async function measureLink(peer: RTCPeerConnection): Promise<LinkMeasure & {unanswered: number}> {
  const reports = [...(await peer.getStats()).values()] as Report[];
  const inbound = reports.find(({type}) => type === 'inbound-rtp');
  const transport = reports.find(({type}) => type === 'transport');
  const pairs = reports.filter(({type}) => type === 'candidate-pair');
  const pair =
    pairs.find(({id}) => id === transport?.selectedCandidatePairId) ??
    pairs.find(({state}) => state === 'succeeded');
  const bytesReceived = transport?.bytesReceived ?? pair?.bytesReceived ?? 0;
  return {
    unanswered: unanswered(peer, {
      bytes: bytesReceived,
      answers: pair?.responsesReceived ?? 0,
      checks: pair?.requestsSent ?? 0,
    }),
    roundTripMs: (pair?.currentRoundTripTime ?? 0) * 1000,
    jitterMs: (inbound?.jitter ?? 0) * 1000,
    packetsReceived: inbound?.packetsReceived ?? 0,
    packetsLost: inbound?.packetsLost ?? 0,
    bytesReceived,
    audioEnergy: inbound?.totalAudioEnergy ?? 0,
  };
}

function unanswered(peer: RTCPeerConnection, now: SignOfLife): number {
  const before = signs.get(peer);
  if (before?.bytes === now.bytes && before.answers === now.answers) return now.checks - before.checks;
  signs.set(peer, now);
  return 0;
}
