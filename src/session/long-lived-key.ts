import {VoiceError} from '../state/voice-error.js';

/** `sk-` and what follows it, wherever it stands in JSON; `sk-SK` is how Slovak is written. */
const longLivedKey = /"sk-(?!SK")[\w-]|(^|[^\w-]|\\[a-z])sk-[\w-]{16}/;

/** Refuses an answer of the host that holds what must never come to a page. @throws {VoiceError} `token-secret` */
export function refuseLongLivedKey(answer: unknown): void {
  if (longLivedKey.test(JSON.stringify(answer))) throw new VoiceError('token-secret');
}
