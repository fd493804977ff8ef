/** What a person can choose in the settings, by the names of the properties. */
export const choiceNames = [
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

/** Choices of a person. One that is there and undefined is one, too: leave it to the server or the system. */
export type Choices = Readonly<Partial<Record<(typeof choiceNames)[number], string | number | undefined>>>;

/** One place for a whole site: people choose their microphone once, not once a page. */
export const place = 'voice-assistant-element.settings';

/** The assistant that takes over choices. `persist="off"` wants nothing kept. */
export interface Chooser {
  readonly persist: 'on' | 'off';
  readonly voices?: string;
}

/** What was chosen on this site before. Storage may be forbidden, or hold anything. */
export function remembered({persist}: Chooser): Record<string, unknown> {
  try {
    if (persist === 'off') localStorage.removeItem(place);
    return {...(JSON.parse(localStorage.getItem(place) ?? '') as object)};
  } catch {
    return {};
  }
}

/** Takes over what was chosen on this site before. */
export function recall(chooser: Chooser): void {
  const choices = remembered(chooser);
  for (const name of choiceNames) {
    // The page may have changed which voices it offers.
    if (name in choices && (name !== 'voice' || chooser.voices?.includes(String(choices.voice))))
      Object.assign(chooser, {[name]: choices[name] ?? undefined}); // `null` stands for undefined.
  }
}
