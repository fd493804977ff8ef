import {VoiceError} from '../state/voice-error.js';
import {requestCredentials, type TokenSource} from './credentials.js';

const maxTokenLength = 8_192;

/**
 * Asks for an ephemeral token.
 * @throws {VoiceError} `token-config`, `token-network`, `token-status`, `token-shape` or `token-secret`, or the signal's reason
 */
export async function requestToken(source: TokenSource, signal: AbortSignal): Promise<string> {
  return tokenFrom(await requestCredentials(source, signal));
}

/** The token in an answer of any accepted shape. */
function tokenFrom(answer: unknown): string {
  const token = typeof answer === 'string' ? answer : valueIn(answer);
  // A token travels in a header: printable and without spaces. This also refuses an HTML page.
  if (
    typeof token !== 'string' ||
    token.length > maxTokenLength ||
    !/^[\x21-\x7e]+$/.test(token) ||
    token[0] === '<'
  ) {
    throw new VoiceError('token-shape');
  }
  if (token.startsWith('sk-')) throw new VoiceError('token-secret');
  return token;
}

function valueIn(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const {value, token, client_secret: secret} = answer as Record<string, unknown>;
  return value ?? token ?? (typeof secret === 'object' ? valueIn(secret) : secret);
}
