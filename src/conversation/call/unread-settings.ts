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
  if (!settings.firstMessage || !settings.greeting || warned.has('both')) return;
  warned.add('both');
  console.warn('<voice-assistant>: `greeting` is not used, since there is a `first-message`.');
}
