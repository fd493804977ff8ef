import {preconnect} from '../../session/preconnect.js';
import type {SessionSettings} from '../../session/settings.js';
import {createPeer} from '../../transports/create-peer.js';
import {openaiRealtimeUrl} from './realtime-url.js';

/** Does for a call what needs no microphone, no token and no request. */
export function prepare({tokenEndpoint, realtimeUrl, transport}: SessionSettings): void {
  if (tokenEndpoint) preconnect(tokenEndpoint);
  preconnect(realtimeUrl || openaiRealtimeUrl);
  // A browser makes its first connection in several times the time of the next: threads, certificate, codecs.
  if (transport !== 'websocket') createPeer()?.close();
}
