import {objectAt, textAt} from '../../session/json.js';
import type {SessionSettings} from '../../session/settings.js';
import type {SessionAnswer} from '../../transports/connection.js';
import {askSessionEndpoint, sessionAnswer} from '../../transports/session-endpoint.js';
import type {HistoryItem} from '../../session/history.js';

/** Candidates of the page's own network are there by then; one that takes longer is not waited for. */
const gatheringLimitMs = 1_000;

/** What a session goes on from. */
export interface SessionPast {
  readonly history: readonly HistoryItem[];
  /** A stored session that was lost. */
  readonly previousSessionId?: string;
}

/**
 * Has the host's endpoint make a session of the page's offer.
 * @throws {VoiceError} `token-…` or `connect-answer`, or the signal's reason
 * @see https://developers.openai.com/api/docs/guides/voice-webrtc
 */
export async function exchangeOffer(
  peer: RTCPeerConnection,
  settings: SessionSettings,
  {history, previousSessionId}: SessionPast,
  signal: AbortSignal,
): Promise<SessionAnswer> {
  await candidatesGathered(peer, signal);
  const offer = {
    type: 'offer',
    sdp: peer.localDescription?.sdp,
    ...(history.length && {history}),
    ...(previousSessionId && {previousSessionId}),
  };
  const answer = await askSessionEndpoint(settings, offer, signal);
  return sessionAnswer(
    textAt(objectAt(answer, 'transport'), 'sdp'),
    textAt(objectAt(answer, 'session'), 'id'),
  );
}

/** The server does not take candidates that come later. */
async function candidatesGathered(peer: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (signal.aborted) reject(signal.reason as Error);
      else if (peer.iceGatheringState === 'complete') resolve();
      else return;
      end();
    };
    const end = () => {
      clearTimeout(limit);
      peer.removeEventListener('icegatheringstatechange', look);
      signal.removeEventListener('abort', look);
    };
    const limit = setTimeout(() => {
      end();
      resolve();
    }, gatheringLimitMs);
    peer.addEventListener('icegatheringstatechange', look);
    signal.addEventListener('abort', look);
    look();
  });
}
