import {requestCredentials, type TokenSource} from '../../session/credentials.js';
import {isObject, countAt} from '../../session/json.js';
import {refuseLongLivedKey} from '../../session/long-lived-key.js';
import {VoiceError} from '../../state/voice-error.js';

const maxTokenLength = 8_192;
/**
 * Keys of xAI, of Google, and of the gateway, wherever they stand in JSON: they would last, and open everything. What
 * xAI calls `xai-client-secret-…` is a token.
 */
const vendorKey = /(["'=: ]|\\[a-z])(xai-[A-Za-z0-9]{40}|AIza|vck_)/;

/** What the host answers: a token for one session, and where that is. */
export interface RealtimeSetup {
  readonly token: string;
  readonly url: string;
  /** When the token expires, in milliseconds since the epoch. */
  readonly expiresAt?: number;
}

/**
 * Asks the host for what opens a session.
 * @throws {VoiceError} `token-config`, `token-network`, `token-status`, `token-shape` or `token-secret`, or the signal's
 *   reason
 */
export async function requestSetup(source: TokenSource, signal: AbortSignal): Promise<RealtimeSetup> {
  const answer = await requestCredentials(source, signal);
  refuseLongLivedKey(answer);
  if (vendorKey.test(JSON.stringify(answer))) throw new VoiceError('token-secret');
  const {token, url} = isObject(answer) ? answer : {};
  if (typeof token !== 'string' || token.length > maxTokenLength || !/^[\x21-\x7e]+$/.test(token))
    throw (await import('./explain.js')).setupError('token');
  if (typeof url !== 'string' || !/^wss?:\/\/[^/]/.test(url) || !URL.canParse(url))
    throw (await import('./explain.js')).setupError('url');
  const expiresAt = countAt(answer as object as Record<string, unknown>, 'expiresAt') * 1000;
  return {token, url, ...(expiresAt && {expiresAt})};
}
