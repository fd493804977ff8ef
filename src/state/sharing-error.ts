import {sharingSentences} from '../localize/en/sharing-errors.js';
import {VoiceError} from './typed-error.js';

/** An error of camera or screen: the call goes on. Only what shares them knows these sentences. */
export function sharingError(
  code: keyof typeof sharingSentences,
  details: {readonly detail?: string; readonly cause?: unknown} = {},
): VoiceError {
  return new VoiceError(code, details, {...sharingSentences[code], severity: 'notice', recoverable: true});
}
