import {PcmAudio} from '../../audio/pcm-audio.js';
import {WebSocketConnection} from './websocket.js';

/** A connection over a WebSocket, with microphone and speaker of its own. Loaded only where one is needed. */
export function createWebSocketConnection(): WebSocketConnection {
  return new WebSocketConnection(listener => new PcmAudio(listener));
}
