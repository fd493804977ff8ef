import type {HistoryItem} from '../../session/history.js';
import {isObject, textAt, type WireObject} from '../../session/json.js';
import type {SessionSettings} from '../../session/settings.js';
import type {SessionAnswer} from '../../transports/connection.js';
import {askSessionEndpoint, sessionAnswer} from '../../transports/session-endpoint.js';
import {tellCandidates} from './tell-candidates.js';

/** What an offer is about. */
export interface OfferPast {
  readonly history: readonly HistoryItem[];
  /** A connection that was lost: its bot goes on over the new one, where it is still there. */
  readonly connectionId?: string;
}

/**
 * Has the endpoint answer the page's offer, and tells it the candidates that come later. The id of the call is that of the
 * connection.
 * @throws {VoiceError} `token-…` or `connect-answer`, or the signal's reason
 * @see https://docs.pipecat.ai/server/services/transport/small-webrtc
 */
export async function exchangeOffer(
  peer: RTCPeerConnection,
  settings: SessionSettings,
  {history, connectionId}: OfferPast,
  signal: AbortSignal,
): Promise<SessionAnswer> {
  const answered = tellCandidates(peer, settings, signal);
  const data = requestData(settings, history);
  const answer = await ask(peer, settings, signal, {
    ...(connectionId && {pc_id: connectionId, restart_pc: true}),
    ...(Object.keys(data).length && {request_data: data}),
  });
  answered(answer.callId);
  return answer;
}

/** The server wants another offer over the same connection. @throws {VoiceError} or the signal's reason */
export async function renegotiate(
  peer: RTCPeerConnection,
  settings: SessionSettings,
  connectionId: string,
  signal: AbortSignal,
): Promise<void> {
  await peer.setLocalDescription();
  const {sdp} = await ask(peer, settings, signal, {pc_id: connectionId});
  signal.throwIfAborted();
  await peer.setRemoteDescription({type: 'answer', sdp});
}

async function ask(
  peer: RTCPeerConnection,
  settings: SessionSettings,
  signal: AbortSignal,
  more: object,
): Promise<SessionAnswer> {
  const offer = {type: 'offer', sdp: peer.localDescription?.sdp, ...more};
  const answer = await askSessionEndpoint(settings, offer, signal);
  return sessionAnswer(textAt(answer, 'sdp'), textAt(answer, 'pc_id'));
}

/** What the bot is given as `runner_args.body`. */
export function requestData({sessionRequest}: SessionSettings, history: readonly HistoryItem[]): WireObject {
  return {...parsed(sessionRequest?.body), ...(history.length && {history})};
}

/** What the page sends of its own. */
function parsed(body: unknown): WireObject {
  try {
    const value: unknown = typeof body === 'string' ? JSON.parse(body) : null;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
