import {storedSettingsKey} from '../state/stored-settings.js';

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

/** What decides on what is kept of them. */
export interface PreferencesPolicy {
  /** `off` stores nothing, and forgets what was stored. */
  readonly persist: 'on' | 'off';
  /** The voices that the page offers, separated by commas. */
  readonly voices?: string;
}

/** The preferences that are stored on this site, as far as the page still offers them. */
export function readPreferences(policy: PreferencesPolicy): Preferences {
  const stored = storedPreferences(policy);
  const names = preferenceNames.filter(
    name =>
      isValid(name, stored[name]) && (name !== 'voice' || policy.voices?.includes(String(stored.voice))),
  );
  return Object.fromEntries(names.map(name => [name, stored[name] ?? undefined]));
}

/** Stores preferences for this site: settings and ids of devices, and nothing else. */
export function storePreferences(policy: PreferencesPolicy, preferences: Preferences): void {
  const stored = storedPreferences(policy);
  for (const name of preferenceNames) if (name in preferences) stored[name] = preferences[name] ?? null;
  store(policy, stored);
}

/** Remembers for this site that there was a call: the next one needs no explanation. */
export function storeCalled(policy: PreferencesPolicy): void {
  store(policy, {...storedPreferences(policy), called: true});
}

function store({persist}: PreferencesPolicy, settings: object): void {
  try {
    if (persist === 'on') localStorage.setItem(storedSettingsKey, JSON.stringify(settings));
  } catch {
    // Storage is full or forbidden: then nothing is stored.
  }
}

/** Other scripts of the site may have stored anything. `null` stands for undefined. */
function isValid(name: string, value: unknown): boolean {
  return value === null || typeof value === (/volume|Ms/.test(name) ? 'number' : 'string');
}

/** What is stored on this site. Storage may be forbidden, or hold anything. */
function storedPreferences({persist}: PreferencesPolicy): Record<string, unknown> {
  try {
    if (persist === 'off') localStorage.removeItem(storedSettingsKey);
    return {...(JSON.parse(localStorage.getItem(storedSettingsKey) ?? '') as object)};
  } catch {
    return {};
  }
}
