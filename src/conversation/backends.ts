import type {BackendName, SessionSettings} from '../session/settings.js';
import type {VoiceSession} from '../session/voice-session.js';

/** The file of a backend. */
interface BackendModule {
  readonly Session: new (settings: () => SessionSettings) => VoiceSession;
}

/** The one place that imports backends. Each is a file of its own, loaded only where it is used. */
const backends: Partial<Record<BackendName, () => Promise<BackendModule>>> = {
  'openai-realtime': () => import('../backends/openai-realtime/session.js'),
  'openai-live': () => import('../backends/openai-live/session.js'),
  elevenlabs: () => import('../backends/elevenlabs/session.js'),
  pipecat: () => import('../backends/pipecat/session.js'),
};

/** Has a backend at hand that needs a library of the page's: importing its entry says so. */
export function registerBackend(name: BackendName, load: () => Promise<BackendModule>): void {
  backends[name] = load;
}

/**
 * Has the file of a backend come: also beside the conversation, which would ask for it next.
 * @returns undefined where there is none of that name
 */
export async function loadBackend(
  name: BackendName = 'openai-realtime',
): Promise<BackendModule['Session'] | undefined> {
  return (await backends[name]?.())?.Session;
}
