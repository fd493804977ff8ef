import {withDeadline} from '../../session/deadline.js';
import type {SessionSettings} from '../../session/settings.js';
import {jsonRequest} from '../../transports/session-endpoint.js';

/** What comes at about the same time goes in one request. */
const togetherMs = 100;
const requestTimeoutMs = 5_000;

/**
 * Tells the endpoint the candidates of a peer as they come, so that the offer does not wait for them.
 * @returns to be called with the id of the connection, which is known with the answer
 */
export function tellCandidates(
  peer: RTCPeerConnection,
  settings: SessionSettings,
  signal: AbortSignal,
): (connectionId: string) => void {
  let id = '';
  let waiting: RTCIceCandidate[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    timer = undefined;
    const candidates = waiting.map(({candidate, sdpMid, sdpMLineIndex}) => ({
      candidate,
      sdp_mid: sdpMid,
      sdp_mline_index: sdpMLineIndex,
    }));
    waiting = [];
    // Without them the connection may come about all the same; if not, its time-out says so.
    patch(settings, {pc_id: id, candidates}, signal).catch(() => {});
  };
  const soon = () => {
    if (id && waiting.length) timer ??= setTimeout(tell, togetherMs);
  };
  const found = ({candidate}: RTCPeerConnectionIceEvent) => {
    if (!candidate?.candidate) return;
    waiting.push(candidate);
    soon();
  };
  peer.addEventListener('icecandidate', found);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    peer.removeEventListener('icecandidate', found);
  });
  return connectionId => {
    id = connectionId;
    soon();
  };
}

async function patch(settings: SessionSettings, body: object, signal: AbortSignal): Promise<void> {
  await withDeadline(requestTimeoutMs, signal, limited =>
    fetch(settings.sessionEndpoint ?? '', {
      credentials: 'same-origin',
      ...jsonRequest(settings, body),
      method: 'PATCH',
      signal: limited,
    }),
  );
}
