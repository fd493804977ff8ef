import type {SessionCapabilities} from '../../state/capabilities.js';
import type {ConversationSettings} from '../conversation-settings.js';

/** Settings that act in the backend, and that a page sets only where it means them. */
const names = [
  'instructions',
  'voice',
  'speed',
  'language',
  'model',
  'greeting',
  'firstMessage',
  'turnDetection',
  'vadEagerness',
  'vadThreshold',
  'vadSilenceMs',
  'vadPrefixMs',
  'noiseReduction',
  'tools',
  'context',
  'agent',
] as const satisfies readonly (keyof ConversationSettings)[];

/** An element that says nothing says this. */
const defaultBackend = 'openai-realtime';

const warned = new Set<string>();

/** Says once of each setting that it is not read. */
export function warnOfUnread(
  settings: ConversationSettings,
  capabilities?: Partial<SessionCapabilities>,
): void {
  for (const name of names) {
    const value: unknown = settings[name];
    const isSet = value !== undefined && value !== null && value !== '';
    if (!capabilities?.reads || !isSet || capabilities.reads.includes(name) || warned.has(name)) continue;
    warned.add(name);
    console.warn(`<voice-assistant>: the backend of this call does not read \`${name}\`.`);
  }
  if (settings.firstMessage && settings.greeting)
    warnOnce('`greeting` is not used, since there is a `first-message`.');
  const {session, realtimeModel, backend = defaultBackend} = settings;
  const ignored = [
    session && realtimeModel && '`realtimeModel`',
    (session ?? realtimeModel) && ![defaultBackend, 'ai-sdk'].includes(backend) && '`backend`',
  ].filter(Boolean);
  const carrier = session ? 'session' : 'realtimeModel';
  if (ignored.length) warnOnce(`${ignored.join(' and ')} not used, since there is a \`${carrier}\`.`);
}

function warnOnce(sentence: string): void {
  if (warned.has(sentence)) return;
  warned.add(sentence);
  console.warn(`<voice-assistant>: ${sentence}`);
}
