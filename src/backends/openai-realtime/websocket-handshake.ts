import {withDeadline} from '../../session/deadline.js';
import {VoiceError} from '../../state/voice-error.js';
import {refusal} from '../../transports/socket-closure.js';
import {openaiRealtimeUrl} from './realtime-url.js';

const openTimeoutMs = 15_000;

/**
 * Opens a WebSocket with the token in a subprotocol, the one place that a page can write to beside the address. Some
 * servers select no subprotocol, and browsers refuse that: a server of the page's own is then asked once more, without
 * subprotocols and without a token.
 * @throws {VoiceError} `token-shape`, `connect-network` or `connect-status`, a `TimeoutError`, or the signal's reason
 */
export async function openSocket(address: string, token: string, signal: AbortSignal): Promise<WebSocket> {
  const protocols = ['realtime', `openai-insecure-api-key.${token}`];
  try {
    return await opened(address, protocols, signal);
  } catch (error) {
    const {host, searchParams} = new URL(address);
    if (!(error instanceof VoiceError) || error.code !== 'connect-network') throw error;
    if (host !== new URL(openaiRealtimeUrl).host) return opened(address, [], signal);
    throw searchParams.has('model') ? error : new VoiceError('connect-network', {detail: 'no-model'});
  }
}

async function opened(
  address: string,
  protocols: readonly string[],
  signal: AbortSignal,
): Promise<WebSocket> {
  const socket = create(address, protocols);
  try {
    await withDeadline(
      openTimeoutMs,
      signal,
      () =>
        new Promise<void>((resolve, reject) => {
          socket.addEventListener('open', () => resolve());
          socket.addEventListener('close', ({code}) => reject(refusal(code)));
        }),
    );
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

function create(address: string, protocols: readonly string[]): WebSocket {
  try {
    return new WebSocket(address, [...protocols]);
  } catch (error) {
    // The name of a subprotocol has fewer letters than a header. The message may quote it: no cause.
    throw error instanceof DOMException && error.name === 'SyntaxError'
      ? new VoiceError('token-shape', {detail: 'subprotocol'})
      : new VoiceError('connect-network');
  }
}
