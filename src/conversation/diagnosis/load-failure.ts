import {helpWithLoading} from '../../state/load-failure-help.js';
import {VoiceError} from '../../state/voice-error.js';

/** How browsers and bundlers word that a file did not load, or that Lit’s policy is refused. */
const failedToLoad = /module|chunk| policy /i;

/** The error of a file of the widget that did not load; null where it is another one. Its cause holds an address, and goes nowhere. */
export function loadFailure(error: unknown): VoiceError | null {
  const cause = error instanceof VoiceError ? error.cause : error;
  if (!failedToLoad.test(String(cause))) return null;
  const meaning = {...VoiceError.meanings.internal!, help: helpWithLoading(cause)};
  return new VoiceError('internal', {detail: 'file', cause}, meaning);
}
