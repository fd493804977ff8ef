import {VoiceError} from '../state/voice-error.js';

/** The error of a server that refuses a request. What reads its answer is loaded only now; without that it is left out. */
export async function refused(
  code: 'token-status' | 'connect-status',
  {status, headers}: Response,
  body: string,
): Promise<VoiceError> {
  const details = {status, retryAfter: retryAfter(headers)};
  try {
    return (await import('./refusal.js')).refusalOf(code, details, body);
  } catch {
    return new VoiceError(code, details);
  }
}

/** The error of an endpoint that answers with a page, in the same way. */
export async function answeredPage(response: Response, body: string): Promise<VoiceError> {
  try {
    return (await import('./refusal.js')).pageInstead(response, body);
  } catch {
    return new VoiceError('token-shape');
  }
}

/** Seconds, from either form of the header. @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfter(headers: Headers): number | undefined {
  const header = headers.get('Retry-After');
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
