import {requireEncryption} from '../../transports/encrypted-address.js';

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
  requireEncryption(address);
  return address.href;
}
