import {HostError} from './host-error.js';
import type {HostCallLimits} from './host-callback.js';
import {isObject, type SessionSettings, type UpstreamOptions} from './options.js';
import {askUpstream, parsed} from './upstream.js';

const openaiClientSecrets = 'https://api.openai.com/v1/realtime/client_secrets';

/** All that a page needs to open a session. */
export interface MintedToken {
  readonly value: string;
  /** Seconds since 1970, where the upstream says so. */
  readonly expires_at?: number;
}

interface MintRequest {
  readonly apiKey: string;
  readonly session: SessionSettings;
  readonly expiresAfter: number;
  readonly limits: HostCallLimits;
}

/**
 * Asks the upstream for a token.
 * @throws {HostError} one of the `upstream-…` codes, `internal` for what the host gave, or `client-gone`
 */
export async function mintToken(
  upstream: UpstreamOptions,
  {apiKey, session, expiresAfter, limits}: MintRequest,
): Promise<MintedToken> {
  const {url = openaiClientSecrets} = upstream;
  const body = {
    session: {type: 'realtime', ...session},
    expires_after: {anchor: 'created_at', seconds: expiresAfter},
  };
  return tokenIn(await askUpstream(upstream, {url, apiKey, body, limits}), apiKey);
}

/** The token in the upstream's answer, of today's shape or the older one. Nothing else of the answer is passed on. */
function tokenIn(text: string, apiKey: string): MintedToken {
  const answer = parsed(text);
  const secret = isObject(answer) && isObject(answer.client_secret) ? answer.client_secret : answer;
  const {value, expires_at} = isObject(secret) ? secret : {};
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    throw new HostError('upstream-answer', {detail: 'The upstream answered without a token.'});
  }
  if (value === apiKey || value.startsWith('sk-')) {
    throw new HostError('upstream-answer', {detail: 'The upstream answered with a long-lived key.'});
  }
  return typeof expires_at === 'number' ? {value, expires_at} : {value};
}
