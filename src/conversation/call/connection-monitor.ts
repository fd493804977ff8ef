import {pause} from '../../session/pause.js';
import type {ConnectionStats} from '../../session/voice-session.js';
import type {ConnectionQuality} from '../../state/connection-quality.js';
import type {VoiceStore} from '../../state/store.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Call} from './call.js';

const sampleMs = 2_000;
/** While the user waits for a stalled connection, its return is to be noticed soon. */
const stalledSampleMs = 500;
/** Beyond any of these, talking becomes tedious. @see https://www.itu.int/rec/T-REC-G.114 */
const poor = {roundTripMs: 400, lossRatio: 0.05, jitterMs: 60};
/** A single bad sample changes nothing. */
const samplesToChange = 2;
/**
 * A peer that lives answers at least the half-minute heartbeat of the data channel, even when both sides are silent.
 * @see https://www.rfc-editor.org/rfc/rfc9260#section-8.3
 */
const silentPeerMs = 45_000;
/** No voice pauses so long within an answer whose text is complete. */
const soundlessMs = 5_000;

/**
 * Measures the connection while the call is on: tells how good it is, notices a peer that is silent although the
 * browser takes it to be there, and the end of a sound of which the server did not tell the end.
 */
export async function monitorConnection(call: Call, store: VoiceStore, signal: AbortSignal): Promise<void> {
  let session = call.session;
  let before: ConnectionStats | null = null;
  let different = 0;
  let [heardAt, soundAt] = [0, 0];
  for (;;) {
    await pause(store.snapshot.phase === 'reconnecting' ? stalledSampleMs : sampleMs, signal);
    const stats = (await call.session?.measure?.().catch(() => null)) ?? null;
    signal.throwIfAborted();
    const now = performance.now();
    const {phase, responseId, quality, capabilities} = store.snapshot;
    if (session !== call.session || !stats || !before || stats.bytesReceived < before.bytesReceived) {
      session = call.session;
      before = stats;
      [heardAt, soundAt] = [now, now];
      continue;
    }
    if (stats.bytesReceived > before.bytesReceived) heardAt = now;
    // A backend without turns goes by the sound itself.
    const isTold = phase !== 'speaking' || responseId !== null || capabilities?.turns === false;
    if (stats.audioEnergy > before.audioEnergy || isTold) soundAt = now;
    if (now - heardAt > silentPeerMs) {
      heardAt = now;
      store.send({type: 'session-lost', error: new VoiceError('connection-lost', {detail: 'silent'})});
    } else if (now - soundAt > soundlessMs) {
      store.send({type: 'playback-stopped', cut: false});
    }
    const connection = qualityOf(stats, before);
    different = connection.quality === quality ? 0 : different + 1;
    if (quality === null || different >= samplesToChange) {
      different = 0;
      store.send({type: 'quality-changed', connection});
    }
    before = stats;
  }
}

function qualityOf(stats: ConnectionStats, before: ConnectionStats): ConnectionQuality {
  const {roundTripMs, jitterMs} = stats;
  const lost = Math.max(0, stats.packetsLost - before.packetsLost);
  const sent = lost + stats.packetsReceived - before.packetsReceived;
  const lossRatio = sent > 0 ? lost / sent : 0;
  const bad = roundTripMs > poor.roundTripMs || jitterMs > poor.jitterMs || lossRatio > poor.lossRatio;
  return {quality: bad ? 'poor' : 'good', roundTripMs, jitterMs, lossRatio};
}
