import {requestCredentials} from '../../session/credentials.js';
import {isObject, objectAt, textAt} from '../../session/json.js';
import {refuseLongLivedKey} from '../../session/long-lived-key.js';
import type {SessionSettings} from '../../session/settings.js';
import {VoiceError} from '../../state/voice-error.js';
import type {SessionAnswer} from '../../transports/connection.js';
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
  {sessionEndpoint, sessionRequest}: SessionSettings,
  {history, previousSessionId}: SessionPast,
  signal: AbortSignal,
): Promise<SessionAnswer> {
  await candidatesGathered(peer, signal);
  const headers = new Headers(sessionRequest?.headers);
  headers.set('Content-Type', 'application/json');
  const body = JSON.stringify({
    type: 'offer',
    sdp: peer.localDescription?.sdp,
    ...(history.length && {history}),
    ...(previousSessionId && {previousSessionId}),
  });
  const source = {
    tokenEndpoint: sessionEndpoint,
    tokenMethod: 'POST',
    tokenRequest: {...sessionRequest, headers, body},
  } as const;
  return answerIn(await requestCredentials(source, signal));
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

function answerIn(answer: unknown): SessionAnswer {
  refuseLongLivedKey(answer);
  if (!isObject(answer)) throw new VoiceError('token-shape');
  const sdp = textAt(objectAt(answer, 'transport'), 'sdp');
  if (!sdp) throw new VoiceError('token-shape');
  if (!sdp.startsWith('v=0')) throw new VoiceError('connect-answer');
  return {sdp, callId: textAt(objectAt(answer, 'session'), 'id')};
}
