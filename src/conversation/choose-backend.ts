import type {SessionSettings} from '../session/settings.js';
import type {VoiceSession} from '../session/voice-session.js';

/**
 * The one place that names backends. Each is a file of its own, loaded only where it is used.
 * @param settings read by the backend whenever it needs them
 */
export async function chooseBackend(settings: () => SessionSettings): Promise<VoiceSession> {
  const {OpenAIRealtimeSession} = await import('../backends/openai-realtime/session.js');
  return new OpenAIRealtimeSession(settings);
}
