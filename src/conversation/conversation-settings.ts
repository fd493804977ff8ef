import type {SessionSettings} from '../session/settings.js';
import type {VoiceSession} from '../session/voice-session.js';
import type {PageActionName, VoiceGuardrail, VoiceTool} from './tools/voice-tool.js';

/**
 * Everything a page can say about a conversation, as plain data. What it leaves out is left to the server or its
 * default.
 */
export interface ConversationSettings extends SessionSettings {
  /** A backend of your own, instead of an OpenAI-compatible server. */
  readonly session?: VoiceSession;
  /** What the assistant can do on this page: functions of the page, and ready-made actions by their names. */
  readonly tools?: readonly (VoiceTool | PageActionName)[];
  /** What the assistant should know about the page, as JSON. */
  readonly context?: unknown;
  /** Checks of what the assistant says; one that trips silences it. */
  readonly guardrails?: readonly VoiceGuardrail[];
  /** A RealtimeAgent of `@openai/agents`; needs `voice-assistant-element/agents` to be imported. */
  readonly agent?: object;
  /** The person has not agreed yet: an agent, which may connect to servers of its own, does not begin. @default false */
  readonly consentPending?: boolean;
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
