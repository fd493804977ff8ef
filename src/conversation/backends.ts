import type {BackendName, SessionSettings} from '../session/settings.js';
import type {VoiceSession} from '../session/voice-session.js';

type CreateSession = new (settings: () => SessionSettings) => VoiceSession;

/** The one place that names backends. Each is a file of its own, loaded only where it is used. */
const backends: Readonly<Record<BackendName, () => Promise<CreateSession>>> = {
  'openai-realtime': async () =>
    (await import('../backends/openai-realtime/session.js')).OpenAIRealtimeSession,
  'openai-live': async () => (await import('../backends/openai-live/session.js')).OpenAILiveSession,
};

/** Has the file of a backend come: also beside the conversation, which would ask for it next. */
export function loadBackend(name: BackendName = 'openai-realtime'): Promise<CreateSession> {
  return backends[name]();
}
