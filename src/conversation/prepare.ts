import {openaiRealtimeUrl} from '../backends/openai-realtime/realtime-url.js';
import {preconnect} from '../session/preconnect.js';
import type {ConversationOptions} from './conversation-options.js';

/** Does for a call what needs no microphone, no token and no request. */
export function prepare({session, tokenEndpoint, realtimeUrl, transport}: ConversationOptions): void {
  if (session) return; // A backend of the page's own goes where it likes.
  if (tokenEndpoint) preconnect(tokenEndpoint);
  preconnect(realtimeUrl || openaiRealtimeUrl);
  // A browser makes its first connection in several times the time of the next: threads, certificate, codecs.
  if (transport !== 'websocket' && typeof RTCPeerConnection !== 'undefined') new RTCPeerConnection().close();
}
