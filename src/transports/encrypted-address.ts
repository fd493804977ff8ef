import {VoiceError} from '../state/voice-error.js';

/**
 * A token, or a signature, does not travel in the clear.
 * @throws {VoiceError} `connect-network` for the address of a WebSocket without encryption that is not this machine's
 */
export function requireEncryption({protocol, hostname}: URL): void {
  if (protocol !== 'wss:' && !(protocol === 'ws:' && isThisMachine(hostname)))
    throw new VoiceError('connect-network', {detail: 'not-encrypted'});
}

function isThisMachine(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(host);
}
