/** The few words that an idle page shows, in English; the others come with the panel. */
export const launcherWords = {
  assistant: 'Assistant',
  talkTo: 'Talk to {name}',
  talkToUs: 'Talk to us',
  'error-connect-network': 'Can’t reach the assistant. Check your connection and try again.',
} as const;

/** For the developer, where a file of the widget did not load, */
export const loadFailureHelp =
  'A file of the widget did not load: is all of dist/cdn/ there? See error.cause.';
/** or was refused: the only policy is that of Lit. */
export const policyFailureHelp = 'CSP: add trusted-types lit-html. See error.cause.';
