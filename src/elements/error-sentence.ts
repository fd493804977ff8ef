import type {VoiceError} from '../state/typed-error.js';

/** What an error says to the person. A backend that the page forgot to import is no fault of their browser's. */
export function errorSentence(
  {code, detail, message}: VoiceError,
  words: Partial<Record<string, string>>,
): string {
  const name = code === 'unsupported' && detail === 'backend' ? 'token-config' : code;
  return words[`error-${name}`] ?? message;
}
