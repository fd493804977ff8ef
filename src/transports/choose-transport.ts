import type {Transport} from '../session/settings.js';
import type {VoiceError} from '../state/voice-error.js';
import type {RealtimeConnection} from './connection.js';

/** Detail of an error that says: there is no WebRTC here, or its packets do not arrive. */
export const webrtcBlocked = 'webrtc';

/** It was found out once; later calls of the page do not wait for it again. */
let blocked = false;

/**
 * Attempts a call over WebRTC; and once over a WebSocket, where that is asked for or WebRTC turns out to be blocked.
 * What the server refuses is not attempted again.
 */
export async function overTransport<T>(
  transport: Transport | undefined,
  createWebRTC: () => RealtimeConnection,
  loadWebSocket: () => Promise<RealtimeConnection>,
  attempt: (connection: RealtimeConnection) => Promise<T>,
): Promise<T> {
  const only = transport === 'webrtc';
  if (only || (transport !== 'websocket' && !blocked)) {
    try {
      return await attempt(createWebRTC());
    } catch (error) {
      if (only || (error as VoiceError).detail !== webrtcBlocked) throw error;
      blocked = true;
    }
  }
  return attempt(await loadWebSocket());
}
