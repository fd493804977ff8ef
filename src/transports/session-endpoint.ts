import {requestCredentials} from '../session/credentials.js';
import {isObject, type WireObject} from '../session/json.js';
import {refuseLongLivedKey} from '../session/long-lived-key.js';
import type {SessionSettings} from '../session/settings.js';
import {VoiceError} from '../state/voice-error.js';
import type {SessionAnswer} from './connection.js';

type Endpoint = Pick<SessionSettings, 'sessionEndpoint' | 'sessionRequest'>;

/** A request to the session endpoint: what the page sends with every one, and a body in JSON. */
export function jsonRequest({sessionRequest}: Endpoint, body: object): RequestInit {
  const headers = new Headers(sessionRequest?.headers);
  headers.set('Content-Type', 'application/json');
  return {...sessionRequest, headers, body: JSON.stringify(body)};
}

/**
 * Asks the host's endpoint for a session, or for a part of one.
 * @returns its answer
 * @throws {VoiceError} `token-…`, or the signal's reason
 */
export async function askSessionEndpoint(
  endpoint: Endpoint,
  body: object,
  signal: AbortSignal,
): Promise<WireObject> {
  const source = {
    tokenEndpoint: endpoint.sessionEndpoint,
    tokenMethod: 'POST',
    tokenRequest: jsonRequest(endpoint, body),
  } as const;
  const answer = await requestCredentials(source, signal);
  refuseLongLivedKey(answer);
  if (!isObject(answer)) throw new VoiceError('token-shape');
  return answer;
}

/** @throws {VoiceError} `token-shape` or `connect-answer`: that is no answer to an offer */
export function sessionAnswer(sdp: string, callId: string): SessionAnswer {
  if (!sdp) throw new VoiceError('token-shape');
  if (!sdp.startsWith('v=0')) throw new VoiceError('connect-answer');
  return {sdp, callId};
}
