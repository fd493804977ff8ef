import {hasTokenSource} from '../session/credentials.js';
import type {SessionSettings} from '../session/settings.js';
import type {VoiceSession} from '../session/voice-session.js';
import {VoiceError} from '../state/voice-error.js';

/**
 * The one place that names backends. Each is a file of its own, loaded only where it is used.
 * @param settings read by the backend whenever it needs them
 */
export async function chooseBackend(settings: () => SessionSettings): Promise<VoiceSession> {
  if (settings().backend === 'openai-live') {
    const {OpenAILiveSession} = await import('../backends/openai-live/session.js');
    return new OpenAILiveSession(settings);
  }
  const {OpenAIRealtimeSession} = await import('../backends/openai-realtime/session.js');
  return new OpenAIRealtimeSession(settings);
}

/**
 * To be called before anything is opened for a call.
 * @throws {VoiceError} `token-config` where the backend could not be reached whatever the user allows
 */
export function requireSettings(settings: SessionSettings): void {
  const isLive = settings.backend === 'openai-live';
  if (!(isLive ? settings.sessionEndpoint : hasTokenSource(settings))) throw new VoiceError('token-config');
}
