import {requestCredentials, type TokenSource} from '../../session/credentials.js';
import {isObject, textAt} from '../../session/json.js';
import {VoiceError} from '../../state/voice-error.js';

/** What opens a room. */
export interface RoomCredentials {
  readonly serverUrl: string;
  readonly token: string;
}

/** Three parts in base64url: a JSON Web Token. */
const webToken = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Asks the host's endpoint for a room, as LiveKit's own token servers answer.
 * @throws {VoiceError} `token-…`, or the signal's reason
 * @see https://docs.livekit.io/frontends/authentication/tokens/endpoint/
 */
export async function requestRoom(source: TokenSource, signal: AbortSignal): Promise<RoomCredentials> {
  const answer = await requestCredentials(source, signal);
  if (!isObject(answer)) throw new VoiceError('token-shape');
  // Older examples of LiveKit answer in camel case.
  const serverUrl = textAt(answer, 'server_url') || textAt(answer, 'serverUrl');
  const token = textAt(answer, 'participant_token') || textAt(answer, 'participantToken');
  if (token.startsWith('sk-')) throw new VoiceError('token-secret');
  if (!webToken.test(token) || !isServerUrl(serverUrl)) throw new VoiceError('token-shape');
  return {serverUrl, token};
}

function isServerUrl(address: string): boolean {
  return URL.canParse(address) && /^(wss?|https?):$/.test(new URL(address).protocol);
}
