import {requestCredentials, type TokenSource} from '../../session/credentials.js';
import {isObject, type WireObject} from '../../session/json.js';
import {requireEncryption} from '../../transports/encrypted-address.js';
import {VoiceError} from '../../state/voice-error.js';

const maxLength = 8_192;
/** Keys begin with `sk_`, those of others with `sk-`; and none belongs into the address. */
const longLivedKey = /(^|[^\w-])sk[-_][\w-]{16}|[?&]xi[-_]api[-_]key=/i;

/** What opens a conversation. */
export interface SignedUrl {
  /** Where the WebSocket goes. It holds a signature: it is not to be logged, shown or kept. */
  readonly url: string;
  /** What the host says of the conversation beside that, in the server's own words. */
  readonly said: WireObject;
}

/**
 * Asks the host's site for the address of a conversation.
 * @throws {VoiceError} `token-…`, or the signal's reason
 */
export async function requestSignedUrl(source: TokenSource, signal: AbortSignal): Promise<SignedUrl> {
  const answer = await requestCredentials(source, signal);
  if (longLivedKey.test(typeof answer === 'string' ? answer : JSON.stringify(answer ?? null)))
    throw new VoiceError('token-secret');
  const said = isObject(answer) ? answer : {};
  const url = typeof answer === 'string' ? answer : said.signed_url;
  if (typeof url !== 'string' || url.length > maxLength || !URL.canParse(url) || !/^wss?:/i.test(url))
    throw (await import('./refusal.js')).noSignedUrl(said);
  requireEncryption(new URL(url));
  return {url, said};
}
