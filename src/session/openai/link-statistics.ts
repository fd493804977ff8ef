import type {LinkMeasure} from '../voice-session.js';

type Report = RTCStats & Partial<RTCIceCandidatePairStats & RTCInboundRtpStreamStats & RTCTransportStats>;

/** Reads how a connection does. @see https://www.w3.org/TR/webrtc-stats/ */
export async function measureLink(peer: RTCPeerConnection): Promise<LinkMeasure> {
  const reports = [...(await peer.getStats()).values()] as Report[];
  const inbound = reports.find(({type}) => type === 'inbound-rtp');
  const transport = reports.find(({type}) => type === 'transport');
  const pairs = reports.filter(({type, state}) => type === 'candidate-pair' && state === 'succeeded');
  const pair = pairs.find(({id}) => id === transport?.selectedCandidatePairId) ?? pairs[0];
  return {
    roundTripMs: (pair?.currentRoundTripTime ?? 0) * 1000,
    jitterMs: (inbound?.jitter ?? 0) * 1000,
    packetsReceived: inbound?.packetsReceived ?? 0,
    packetsLost: inbound?.packetsLost ?? 0,
    bytesReceived: transport?.bytesReceived ?? pair?.bytesReceived ?? 0,
    audioEnergy: inbound?.totalAudioEnergy ?? 0,
  };
}
