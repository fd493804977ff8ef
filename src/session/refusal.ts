import {VoiceError, type VoiceErrorDetails} from '../state/voice-error.js';
import {codeAt, isObject, objectAt} from './json.js';

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
  const help = `${meaning.help} Here: ${details.status}${detail ? `, ${detail}` : ''}.`;
  return new VoiceError(code, {...details, detail}, {...meaning, help});
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
