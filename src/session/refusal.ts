import {VoiceError} from '../state/voice-error.js';
import {codeAt, isObject, objectAt} from './json.js';

/** Statuses by which a server asks for patience: it may well take the same request later. */
const passing = new Set([408, 425, 429]);

/**
 * The error of a server that refuses a request. Its own code goes to the developer, beside the status; what it says in
 * words may quote a key, and goes nowhere.
 * @param body what it answered
 */
export function refusalOf(
  code: 'token-status' | 'connect-status',
  {status, headers}: Response,
  body: string,
): VoiceError {
  const detail = codeIn(body);
  const meaning = VoiceError.meanings[code]!;
  const help = `${meaning.help} Here: ${status}${detail ? `, ${detail}` : ''}.`;
  return new VoiceError(code, {status, retryAfter: retryAfter(headers), detail}, {...meaning, help});
}

/** Whether a server has understood what it is asked for, and does not give it: asking again is of no use. */
export function isClearNo({code, status, detail}: VoiceError): boolean {
  if (code !== 'token-status' && code !== 'connect-status') return false;
  if (detail === 'insufficient_quota') return true;
  return status !== undefined && status >= 400 && status < 500 && !passing.has(status);
}

/** Seconds, from either form of the header. @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfter(headers: Headers): number | undefined {
  const header = headers.get('Retry-After');
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
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
