import type {OpenAISessionOptions} from '../session/openai/session.js';
import type {VoiceSession} from '../session/voice-session.js';

/** Everything a page can say about a conversation. What it leaves out is left to the server or its default. */
export interface ConversationOptions extends OpenAISessionOptions {
  /** A backend of your own, instead of an OpenAI-compatible server. */
  readonly session?: VoiceSession;
  /** Seconds after which the call ends by itself, with a warning before. */
  readonly maxDuration?: number;
  /** Whether starting, ending and muting are heard. @default 'off' */
  readonly sounds?: 'on' | 'off';
  /** The assistant's loudness, 0 to 1. @default 1 */
  readonly volume?: number;
  /** Device id of the microphone. */
  readonly inputDevice?: string;
  /** Device id of the speaker. */
  readonly outputDevice?: string;
}
