import {objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';
import type {SessionSettings} from '../../session/settings.js';
import {VoiceError} from '../../state/voice-error.js';
import {askSessionEndpoint} from '../../transports/session-endpoint.js';

/**
 * Has the endpoint start a session first, as Pipecat's runner and Pipecat Cloud do at `/start`.
 * @param data what the bot is given as `runner_args.body`
 * @returns the settings with the endpoint of that session, which takes the offer, and with the servers that it names for ICE
 * where the page names none
 * @throws {VoiceError} `token-…`, or the signal's reason
 * @see https://docs.pipecat.ai/api-reference/pipecat-cloud/rest-reference/endpoint/start
 */
export async function startSession(
  settings: SessionSettings,
  data: WireObject,
  signal: AbortSignal,
): Promise<SessionSettings> {
  const answer = await askSessionEndpoint(settings, {transport: 'webrtc', body: data}, signal);
  const id = textAt(answer, 'sessionId');
  if (!id) throw new VoiceError('token-shape');
  const iceServers = objectsAt(objectAt(answer, 'iceConfig'), 'iceServers');
  return {
    ...settings,
    sessionEndpoint: settings.sessionEndpoint?.replace(
      /\/start(?=$|[?#])/,
      `/sessions/${encodeURIComponent(id)}/api/offer`,
    ),
    ...(!settings.iceServers && iceServers.length && {iceServers: iceServers as unknown as RTCIceServer[]}),
  };
}
