import {VoiceError} from '../../state/voice-error.js';

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
  if (address.protocol !== 'wss:' && !(address.protocol === 'ws:' && isThisMachine(address.hostname)))
    throw new VoiceError('connect-network', {detail: 'not-encrypted'});
  return address.href;
}

function isThisMachine(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(host);
}
