import {VoiceError} from '../../state/voice-error.js';
import type {SoundSocket} from '../../transports/sound-socket.js';
import {openaiRealtimeUrl} from './realtime-url.js';

/**
 * Opens a WebSocket with the token in a subprotocol, the one place that a page can write to beside the address. Some
 * servers select no subprotocol, and browsers refuse that: a server of the page's own is then asked once more, without
 * subprotocols and without a token.
 * @throws {VoiceError} `token-shape` or `connect-…`, or the signal's reason
 */
export async function openSocket(
  wire: SoundSocket,
  address: string,
  token: string,
  signal: AbortSignal,
): Promise<WebSocket> {
  try {
    return await wire.open(address, signal, {protocols: ['realtime', `openai-insecure-api-key.${token}`]});
  } catch (error) {
    const {host, searchParams} = new URL(address);
    if (!(error instanceof VoiceError) || error.code !== 'connect-network') throw error;
    if (host !== new URL(openaiRealtimeUrl).host) return wire.open(address, signal);
    throw searchParams.has('model') ? error : new VoiceError('connect-network', {detail: 'no-model'});
  }
}
