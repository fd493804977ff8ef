import type {ConversationSettings} from './conversation-settings.js';

/** The names of the settings whose values are not the same. Unset, undefined and null are. */
export function changedSettings(
  settings: ConversationSettings,
  before: ConversationSettings,
): ReadonlySet<keyof ConversationSettings> {
  const names = Object.keys({...before, ...settings}) as (keyof ConversationSettings)[];
  return new Set(names.filter(name => (settings[name] ?? undefined) !== (before[name] ?? undefined)));
}
