import {withDeadline} from '../../session/deadline.js';
import {VoiceError} from '../../state/voice-error.js';
import {openaiRealtimeUrl} from './realtime-url.js';

const openTimeoutMs = 15_000;

/** What servers mean when they close what they have just accepted. */
const statusOfCode: Readonly<Record<number, number>> = {1008: 403, 3000: 401, 3003: 403};

/** The other side ended the call as it should, if without a code: it is not to be repaired. */
export const normalClosures: readonly number[] = [1_000, 1_005];

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

/**
 * What it means that a server closes a connection before the call is open.
 * @param detail the code of the error that it sent before
 */
export function refusal(code: number, detail?: string): VoiceError {
  const status = statusOfCode[code] ?? (code >= 4_400 && code < 4_600 ? code - 4_000 : undefined);
  return status || detail
    ? new VoiceError('connect-status', {status, detail})
    : new VoiceError('connect-network');
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
