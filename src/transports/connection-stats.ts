import type {ConnectionStats} from '../session/voice-session.js';

type Report = RTCStats & Partial<RTCIceCandidatePairStats & RTCInboundRtpStreamStats & RTCTransportStats>;

/** What was known when something last came from the peer. */
interface SignOfLife {
  readonly bytes: number;
  readonly answers: number;
  readonly checks: number;
}

/** One or two may be lost; so many in a row are not. */
const uncertainChecks = 5;

/** A peer connection, or a part of one: the same object each time. */
export interface StatsSource {
  getStats(): Promise<RTCStatsReport>;
}

const signs = new WeakMap<StatsSource, SignOfLife>();

/** What the connection wants to know beside how well it does. */
interface PeerMeasure extends ConnectionStats {
  /** The peer does not answer connectivity checks. Always false where the browser does not count them. */
  readonly silent: boolean;
  /** Loudness of the sound that arrives, 0 to 1. */
  readonly outputLevel: number;
}

/** Reads how a connection does. @see https://www.w3.org/TR/webrtc-stats/ */
export async function measureLink(peer: StatsSource): Promise<PeerMeasure> {
  const reports = [...(await peer.getStats()).values()] as Report[];
  const inbound = reports.find(({type}) => type === 'inbound-rtp');
  const transport = reports.find(({type}) => type === 'transport');
  const pairs = reports.filter(({type}) => type === 'candidate-pair');
  const pair =
    pairs.find(({id}) => id === transport?.selectedCandidatePairId) ??
    pairs.find(({state}) => state === 'succeeded');
  const bytesReceived = transport?.bytesReceived ?? pair?.bytesReceived ?? 0;
  return {
    silent: isSilent(peer, {
      bytes: bytesReceived,
      answers: pair?.responsesReceived ?? 0,
      checks: pair?.requestsSent ?? 0,
    }),
    outputLevel: inbound?.audioLevel ?? 0,
    roundTripMs: (pair?.currentRoundTripTime ?? 0) * 1000,
    jitterMs: (inbound?.jitter ?? 0) * 1000,
    packetsReceived: inbound?.packetsReceived ?? 0,
    packetsLost: inbound?.packetsLost ?? 0,
    bytesReceived,
    audioEnergy: inbound?.totalAudioEnergy ?? 0,
  };
}

/** Whether checks went unanswered since a measurement last found a sign of life. */
function isSilent(peer: StatsSource, now: SignOfLife): boolean {
  const before = signs.get(peer);
  if (before?.bytes === now.bytes && before.answers === now.answers)
    return now.checks - before.checks >= uncertainChecks;
  signs.set(peer, now);
  return false;
}
