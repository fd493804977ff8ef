import type {VoiceError} from '../state/typed-error.js';

/** What a page has forgotten to import. */
const forgotten: readonly unknown[] = ['backend', 'library'];

/** What an error says to the person: what the page forgot is no fault of their browser's. */
export function errorSentence(
  {code, detail, message}: VoiceError,
  words: Partial<Record<string, string>>,
): string {
  const name = code === 'unsupported' && forgotten.includes(detail) ? 'token-config' : code;
  return words[`error-${name}`] ?? message;
}
