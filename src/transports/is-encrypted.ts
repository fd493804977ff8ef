/** Whether what a WebSocket carries to this address cannot be read on the way: it is encrypted, or stays on this machine. */
export function isEncrypted({protocol, hostname}: URL): boolean {
  return protocol === 'wss:' || (protocol === 'ws:' && isThisMachine(hostname));
}

function isThisMachine(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(host);
}
