import type {SessionSettings} from '../../session/settings.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Turn} from '../../state/turns.js';
import {requestSignedUrl, type SignedUrl} from './signed-url.js';
import type {Agent, AgentOptions} from './agent.js';
import {answeredIn} from './unanswered.js';

/** What a conversation needs before it is connected: from then on, every message counts. */
export interface Preliminaries extends SignedUrl {
  readonly createAgent: (options: AgentOptions) => Agent;
  /** What was said before, and is over; empty where nothing was. */
  readonly past: string;
}

/**
 * Asks for the address, and loads meanwhile what else is needed.
 * @throws {VoiceError} or the signal's reason
 */
export async function preliminaries(
  settings: SessionSettings,
  history: readonly Turn[],
  signal: AbortSignal,
): Promise<Preliminaries> {
  const files = Promise.all([
    import('./agent.js'),
    history.length ? import('./history.js').then(({historyText}) => historyText(answeredIn(history))) : '',
  ]).catch((cause: unknown) => {
    throw new VoiceError('connect-network', {detail: 'backend', cause});
  });
  const [signed, [{Agent}, past]] = await Promise.all([requestSignedUrl(settings, signal), files]);
  return {
    ...signed,
    createAgent: options => new Agent(options),
    past,
  };
}
