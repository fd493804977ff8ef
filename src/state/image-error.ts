import {imageSentences} from '../localize/en/images.js';
import {VoiceError} from './voice-error.js';

/** What an image that the browser cannot open is to the conversation; loaded with the first image. */
export function unreadableImage(cause: unknown): VoiceError {
  const meaning = {...imageSentences['unsupported-image'], severity: 'notice', recoverable: true} as const;
  return new VoiceError('unsupported', {detail: 'image', cause}, meaning);
}
