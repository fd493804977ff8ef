import type {SessionSettings} from '../../session/settings.js';
import type {VoiceSessionStart} from '../../session/voice-session.js';
import type {ConnectionListener, RealtimeConnection} from '../../transports/connection.js';
import {exchangeOffer} from './exchange-offer.js';

const noToken = Promise.resolve('');

/**
 * Opens the way to a session that goes on from what was said.
 * @returns the id of the session, as the host's endpoint told it
 * @throws {VoiceError} or the signal's reason
 */
export async function openConnection(
  connection: RealtimeConnection,
  settings: SessionSettings,
  {signal, history}: VoiceSessionStart,
  previousSessionId: string | undefined,
  listener: ConnectionListener,
): Promise<string> {
  const told = history.length ? (await import('../../session/history.js')).historyOf(history) : [];
  return connection.open({
    url: settings.sessionEndpoint ?? '',
    token: noToken,
    exchange: (peer, limited) => exchangeOffer(peer, settings, {history: told, previousSessionId}, limited),
    signal,
    iceServers: settings.iceServers,
    channelLabel: 'oai-events',
    listener,
  });
}
