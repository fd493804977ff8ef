/** What a person can set in the settings, by the names of the properties. */
const preferenceNames = [
  'inputDevice',
  'outputDevice',
  'volume',
  'turnDetection',
  'vadEagerness',
  'vadSilenceMs',
  'noiseReduction',
  'captions',
  'sounds',
  'voice',
] as const;

/** What a person prefers. A name that is there and undefined counts, too: the server or the system decides. */
export type Preferences = Readonly<
  Partial<Record<(typeof preferenceNames)[number], string | number | undefined>>
>;

/** One key for a whole site: people select their microphone once, not once a page. */
const storageKey = 'voice-assistant-element.settings';

/** The assistant whose properties follow the preferences. `persist="off"` stores nothing. */
export interface PreferencesOwner {
  readonly persist: 'on' | 'off';
  readonly voices?: string;
}

/** Has an owner take over the preferences that are stored on this site. */
export function restorePreferences(owner: PreferencesOwner): void {
  const stored = storedPreferences(owner);
  for (const name of preferenceNames) {
    // The page may have changed which voices it offers.
    if (name in stored && (name !== 'voice' || owner.voices?.includes(String(stored.voice))))
      Object.assign(owner, {[name]: stored[name] ?? undefined}); // `null` stands for undefined.
  }
}

/** Stores preferences for this site: settings and ids of devices, and nothing else. */
export function storePreferences(owner: PreferencesOwner, preferences: Preferences): void {
  const stored = storedPreferences(owner);
  for (const name of preferenceNames) if (name in preferences) stored[name] = preferences[name] ?? null;
  try {
    if (owner.persist === 'on') localStorage.setItem(storageKey, JSON.stringify(stored));
  } catch {
    // Storage is full or forbidden: then nothing is stored.
  }
}

/** What is stored on this site. Storage may be forbidden, or hold anything. */
function storedPreferences({persist}: PreferencesOwner): Record<string, unknown> {
  try {
    if (persist === 'off') localStorage.removeItem(storageKey);
    return {...(JSON.parse(localStorage.getItem(storageKey) ?? '') as object)};
  } catch {
    return {};
  }
}
