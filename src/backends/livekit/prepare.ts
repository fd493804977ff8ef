import {preconnect} from '../../session/preconnect.js';
import type {SessionSettings} from '../../session/settings.js';
import {createPeer} from '../../transports/create-peer.js';

/** Does for a call what needs no microphone and no request. Which server it goes to, only the endpoint knows. */
export function prepare({tokenEndpoint}: SessionSettings): void {
  if (tokenEndpoint) preconnect(tokenEndpoint);
  // A browser makes its first connection in several times the time of the next: threads, certificate, codecs.
  createPeer()?.close();
}
