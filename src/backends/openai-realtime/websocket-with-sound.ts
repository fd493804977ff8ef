import {PcmAudio} from '../../audio/pcm-audio.js';
import {WebSocketConnection} from './websocket.js';

/**
 * A connection over a WebSocket, with microphone and speaker of its own. Loaded only where one is needed.
 * @param workletUrl folder of the worklet's file, where it is not found by itself
 */
export function createWebSocketConnection(workletUrl?: string): WebSocketConnection {
  return new WebSocketConnection(listener => new PcmAudio(listener, workletUrl));
}
