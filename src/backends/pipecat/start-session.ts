import {requestCredentials} from '../../session/credentials.js';
import {isObject, objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';
import {refuseLongLivedKey} from '../../session/long-lived-key.js';
import type {SessionSettings} from '../../session/settings.js';
import {VoiceError} from '../../state/voice-error.js';

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
  const {sessionEndpoint = '', sessionRequest} = settings;
  const headers = new Headers(sessionRequest?.headers);
  headers.set('Content-Type', 'application/json');
  const body = JSON.stringify({transport: 'webrtc', body: data});
  const source = {
    tokenEndpoint: sessionEndpoint,
    tokenMethod: 'POST',
    tokenRequest: {...sessionRequest, headers, body},
  } as const;
  const answer = await requestCredentials(source, signal);
  refuseLongLivedKey(answer);
  const id = isObject(answer) && textAt(answer, 'sessionId');
  if (!id) throw new VoiceError('token-shape');
  const iceServers = objectsAt(objectAt(answer, 'iceConfig'), 'iceServers');
  return {
    ...settings,
    sessionEndpoint: sessionEndpoint.replace(
      /\/start(?=$|[?#])/,
      `/sessions/${encodeURIComponent(id)}/api/offer`,
    ),
    ...(!settings.iceServers && iceServers.length && {iceServers: iceServers as unknown as RTCIceServer[]}),
  };
}
