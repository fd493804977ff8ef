import type {WireObject} from '../../session/json.js';
import {VoiceError} from '../../state/voice-error.js';

/** Causes that a developer can mend, as reasons and types of errors name them. */
const causes: readonly (readonly [pattern: RegExp, detail: string, status: number, help: string])[] = [
  [
    /override/i,
    'override-not-allowed',
    403,
    'The agent does not allow what the page or your endpoint overrides (voice, instructions, language, first-message, answers="written"): allow it in the agent’s security settings, or do not set it.',
  ],
  [
    /dynamic.?variable/i,
    'missing-dynamic-variable',
    400,
    'The agent needs a dynamic variable: let your endpoint answer it in dynamic_variables.',
  ],
  [/quota|credit|payment|billing/i, 'quota-exceeded', 402, 'The ElevenLabs account has no credit left.'],
  [
    /concurrency|concurrent|rate.?limit|too many/i,
    'too-many-calls',
    429,
    'Too many calls at once for the ElevenLabs account.',
  ],
  [
    /auth|signature|signed|token|expired|forbidden|allowlist|origin/i,
    'not-authorized',
    401,
    'ElevenLabs does not accept the signed URL, or this origin: it opens one conversation, within 15 minutes.',
  ],
];

/**
 * The error of a server that does not want a conversation as it was asked for.
 * @param words what it said: searched for known causes, it goes nowhere
 * @param otherwise the detail where the cause is not known
 */
export function refusal(words: string, otherwise: string): VoiceError {
  const [, detail = otherwise, status = 403, help] = causes.find(([pattern]) => pattern.test(words)) ?? [];
  const meaning = VoiceError.meanings['connect-status']!;
  return new VoiceError('connect-status', {status, detail}, help ? {...meaning, help} : meaning);
}

/** What is wrong with the answer of the host. @param said that answer */
export function noSignedUrl({token, conversation_token: other}: WireObject): VoiceError {
  const isForWebRTC = Boolean(token ?? other);
  const help = isForWebRTC
    ? 'Your endpoint: {token} is for ElevenLabs over WebRTC. Answer {signed_url}, from get-signed-url.'
    : 'Your endpoint: no {signed_url} with a wss: address.';
  const detail = isForWebRTC ? 'webrtc-token' : 'signed-url';
  return new VoiceError('token-shape', {detail}, {...VoiceError.meanings['token-shape']!, help});
}
