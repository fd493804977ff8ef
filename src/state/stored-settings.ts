/** Where the preferences of a person are stored for a site, in `localStorage`. */
export const storedSettingsKey = 'voice-assistant-element.settings';
