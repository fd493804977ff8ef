import {VoiceError} from '../../state/voice-error.js';
import {isEncrypted} from '../../transports/is-encrypted.js';

/**
 * Where the WebSocket goes, from the address that calls go to: `https://…/v1/realtime/calls` is
 * `wss://…/v1/realtime`. The query stays.
 * @throws {VoiceError} `connect-network` for an address without encryption that is not this machine's: a token does
 *   not travel in the clear
 */
export function socketAddress(url: string): string {
  const address = new URL(url, document.baseURI);
  address.protocol = address.protocol.replace('http', 'ws');
  address.pathname = address.pathname.replace(/\/calls\/?$/, '');
  address.hash = '';
  if (!isEncrypted(address)) throw new VoiceError('connect-network', {detail: 'not-encrypted'});
  return address.href;
}
