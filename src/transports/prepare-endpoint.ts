import {preconnect} from '../session/preconnect.js';
import type {SessionSettings} from '../session/settings.js';
import {createPeer} from './create-peer.js';

/** Does for a call what needs no microphone and no request. */
export function prepare({sessionEndpoint}: SessionSettings): void {
  if (sessionEndpoint) preconnect(sessionEndpoint);
  // A browser makes its first connection in several times the time of the next: threads, certificate, codecs.
  createPeer()?.close();
}
