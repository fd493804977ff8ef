import {VoiceError, type VoiceErrorDetails} from '../state/voice-error.js';
import {codeAt, isObject, objectAt} from './json.js';

/** What a status means most often, to those who set the endpoint up; 500 and above are in the server's own log. */
const causes: Readonly<Record<number, string>> = {
  401: 'not signed in, or a token that is not for this server',
  403: 'this origin or this person is refused',
  404: 'no such address',
  405: 'the address does not take this method',
  429: 'too often, or a quota is used up',
};

/**
 * The error of a server that refuses a request. Its own code goes to the developer, beside the status; what it says in
 * words may quote a key, and goes nowhere.
 * @param body what it answered
 */
export function refusalOf(
  code: 'token-status' | 'connect-status',
  details: VoiceErrorDetails,
  body: string,
): VoiceError {
  const detail = codeIn(body);
  const meaning = VoiceError.meanings[code]!;
  const {status = 0} = details;
  const cause = causes[status] ?? (status >= 500 ? 'see the log of the server' : '');
  const said = detail ? `${status}, ${detail}` : status;
  const help = `${meaning.help} Here: ${said}${cause ? `: ${cause}` : ''}.`;
  return new VoiceError(code, {...details, detail}, {...meaning, help});
}

/** A key that is not for pages, of whichever service, as a script that fails may print it. */
const longLivedKey = /(^|[^\w-])sk[-_][\w-]{16}/;

/** The error of an endpoint that answers with a page instead. Its words can be private: they go nowhere. */
export function pageInstead({headers, redirected}: Response, body: string): VoiceError {
  if (longLivedKey.test(body)) return new VoiceError('token-secret');
  const [type = 'a page'] = /^[\w.+-]+\/[\w.+-]+/.exec(headers.get('Content-Type') ?? '') ?? [];
  const how = redirected ? `${type} after a redirect` : type;
  const help = `Your endpoint answered ${how}: a sign-in page, or a wrong address?`;
  const detail = redirected ? 'page-after-redirect' : 'page';
  return new VoiceError('token-shape', {detail}, {...VoiceError.meanings['token-shape']!, help});
}

/** `{error: {code}}`, `{error: {type}}` or `{error: 'code'}`. */
function codeIn(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    if (!isObject(answer)) return undefined;
    const error = objectAt(answer, 'error');
    return codeAt(error, 'code') ?? codeAt(error, 'type') ?? codeAt(answer, 'error');
  } catch {
    return undefined;
  }
}
