import {pause} from '../../session/pause.js';
import type {LinkMeasure} from '../../session/voice-session.js';
import type {LinkQuality} from '../../state/link-quality.js';
import type {VoiceStore} from '../../state/store.js';
import {VoiceError} from '../../state/voice-error.js';
import type {ConversationEffects} from '../effects.js';

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
export async function monitorConnection(
  effects: ConversationEffects,
  store: VoiceStore,
  signal: AbortSignal,
): Promise<void> {
  let session = effects.session;
  let before: LinkMeasure | null = null;
  let different = 0;
  let [heardAt, soundAt] = [0, 0];
  for (;;) {
    await pause(store.snapshot.phase === 'reconnecting' ? stalledSampleMs : sampleMs, signal);
    const link = (await effects.session?.measure?.().catch(() => null)) ?? null;
    signal.throwIfAborted();
    const now = performance.now();
    const {phase, responseId, quality} = store.snapshot;
    if (session !== effects.session || !link || !before || link.bytesReceived < before.bytesReceived) {
      session = effects.session;
      before = link;
      [heardAt, soundAt] = [now, now];
      continue;
    }
    if (link.bytesReceived > before.bytesReceived) heardAt = now;
    if (link.audioEnergy > before.audioEnergy || phase !== 'speaking' || responseId !== null) soundAt = now;
    if (now - heardAt > silentPeerMs) {
      heardAt = now;
      store.send({type: 'session-lost', error: new VoiceError('connection-lost', {detail: 'silent'})});
    } else if (now - soundAt > soundlessMs) {
      store.send({type: 'playback-stopped', cut: false});
    }
    const measured = qualityOf(link, before);
    different = measured.quality === quality ? 0 : different + 1;
    if (quality === null || different >= samplesToChange) {
      different = 0;
      store.send({type: 'quality-changed', link: measured});
    }
    before = link;
  }
}

function qualityOf(link: LinkMeasure, before: LinkMeasure): LinkQuality {
  const {roundTripMs, jitterMs} = link;
  const lost = Math.max(0, link.packetsLost - before.packetsLost);
  const sent = lost + link.packetsReceived - before.packetsReceived;
  const lossRatio = sent > 0 ? lost / sent : 0;
  const bad = roundTripMs > poor.roundTripMs || jitterMs > poor.jitterMs || lossRatio > poor.lossRatio;
  return {quality: bad ? 'poor' : 'good', roundTripMs, jitterMs, lossRatio};
}
