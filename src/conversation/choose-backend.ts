import {hasTokenSource} from '../session/credentials.js';
import type {BackendName, SessionSettings} from '../session/settings.js';
import type {VoiceSession} from '../session/voice-session.js';
import {VoiceError} from '../state/voice-error.js';
import {loadBackend} from './backends.js';

/** These ask the host for a session, the others for a token. */
const withSessionEndpoint: readonly unknown[] = ['openai-live', 'pipecat'];

/** Who carries the calls: a model of the page's before the backend that it names. */
export function backendOf({backend, realtimeModel}: SessionSettings): BackendName | undefined {
  return realtimeModel ? 'ai-sdk' : backend;
}

/**
 * @param settings read by the backend whenever it needs them
 * @throws {VoiceError} `unsupported`, detail `backend`, where the page names one that is not there
 */
export async function chooseBackend(settings: () => SessionSettings): Promise<VoiceSession> {
  const backend = backendOf(settings());
  const Session = await loadBackend(backend);
  if (!Session) throw (await import('./unregistered-backend.js')).unregisteredBackend(backend);
  return new Session(settings);
}

/**
 * To be called before anything is opened for a call.
 * @throws {VoiceError} `token-config` where the backend could not be reached whatever the user allows
 */
export function requireSettings(settings: SessionSettings): void {
  const {sessionEndpoint} = settings;
  if (!(withSessionEndpoint.includes(backendOf(settings)) ? sessionEndpoint : hasTokenSource(settings)))
    throw new VoiceError('token-config');
}
