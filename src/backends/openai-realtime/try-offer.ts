import {isReachable} from '../../session/is-reachable.js';
import {failing, type Found} from '../../session/look-in-time.js';
import type {SessionSettings} from '../../session/settings.js';
import {VoiceError} from '../../state/voice-error.js';
import {postOffer} from '../../transports/webrtc.js';
import {callUrl} from './realtime-url.js';

/** Not even the beginning of SDP: there are servers that open a session for whatever begins with `v=0`. */
const noOffer = 'no offer';
/** A real offer would meet these, too. Any other status is about the offer: the server has read it. */
const refusals: readonly unknown[] = [401, 403, 404, 405, 410, 429, 502, 503, 504];

/**
 * Sends the request that opens a call, with something that no server can make a call of. One that takes calls at this
 * address says so (400).
 * @returns why a call would fail; null: it would not
 */
export async function tryOffer(
  settings: SessionSettings,
  token: string,
  signal: AbortSignal,
): Promise<Found | null> {
  let url: string;
  try {
    url = callUrl(settings);
  } catch {
    return {code: 'connect-network', detail: 'realtime-url'};
  }
  try {
    await postOffer(url, token, noOffer, signal);
    return null;
  } catch (error) {
    signal.throwIfAborted();
    const {code, status} = VoiceError.from(error);
    if (code === 'connect-status' && !refusals.includes(status)) return null;
    if (code !== 'connect-network') return failing(error);
    if (await isReachable(url, signal))
      return {code, detail: 'the host answers, but no page of this site: CORS there, or a wrong address'};
    return {code, detail: navigator.onLine ? undefined : 'offline'};
  }
}
