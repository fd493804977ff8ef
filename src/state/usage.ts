import type {Usage} from './voice-event.js';

/** What a call costs before its first answer. */
export const noUsage: Usage = Object.freeze({inputTokens: 0, outputTokens: 0, totalTokens: 0});
