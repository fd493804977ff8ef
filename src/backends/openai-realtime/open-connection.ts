import type {SessionSettings} from '../../session/settings.js';
import {requestToken} from '../../session/token.js';
import type {VoiceError} from '../../state/voice-error.js';
import type {ConnectionListener, RealtimeConnection} from '../../transports/connection.js';
import {callUrl} from './realtime-url.js';

/**
 * Opens a connection with a token from the host's site. The token may have expired on its way, or in a cache: once,
 * another one is asked for.
 * @returns what the server calls the session
 * @throws {VoiceError} or the signal's reason
 */
export async function openConnection(
  connection: RealtimeConnection,
  settings: SessionSettings,
  signal: AbortSignal,
  listener: ConnectionListener,
): Promise<string> {
  const open = () =>
    connection.open({
      url: callUrl(settings),
      token: requestToken(settings, signal),
      signal,
      iceServers: settings.iceServers,
      channelLabel: 'oai-events',
      listener,
    });
  try {
    return await open();
  } catch (error) {
    const {code, status} = error as Partial<VoiceError>;
    if (code !== 'connect-status' || status !== 401 || signal.aborted) throw error;
    return open();
  }
}
