/** The words around a diagnosis, in English; they are loaded with it. Every other language has the same keys. */
export const diagnosisWords = {
  diagnose: 'Find the problem',
  diagnosis: 'Connection check',
  diagnosing: 'Checking… this takes a few seconds.',
  diagnosisGood: 'Everything looks good.',
  diagnosisBad: 'Here’s what needs fixing',
  checkAgain: 'Check again',
  copyReport: 'Copy report',
  'result-pass': 'OK',
  'result-fail': 'Needs attention',
  'result-unknown': 'Couldn’t check',
} as const;
