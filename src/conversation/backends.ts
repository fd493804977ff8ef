import type {BackendName, SessionSettings} from '../session/settings.js';
import type {VoiceSession} from '../session/voice-session.js';

export type SessionClass = new (settings: () => SessionSettings) => VoiceSession;

/** The one place that imports backends. Each is a file of its own, loaded only where it is used. */
const backends: Partial<Record<BackendName, () => Promise<SessionClass>>> = {
  'openai-realtime': async () =>
    (await import('../backends/openai-realtime/session.js')).OpenAIRealtimeSession,
  'openai-live': async () => (await import('../backends/openai-live/session.js')).OpenAILiveSession,
  elevenlabs: async () => (await import('../backends/elevenlabs/session.js')).ElevenLabsSession,
  pipecat: async () => (await import('../backends/pipecat/session.js')).PipecatSession,
};

/** Has a backend at hand that needs a library of the page's: importing its entry says so. */
export function registerBackend(name: BackendName, load: () => Promise<SessionClass>): void {
  backends[name] = load;
}

/**
 * Has the file of a backend come: also beside the conversation, which would ask for it next.
 * @returns undefined where there is none of that name
 */
export async function loadBackend(name: BackendName = 'openai-realtime'): Promise<SessionClass | undefined> {
  return backends[name]?.();
}
