/** The words around a diagnosis, in English; they are loaded with it. Every other language has the same keys. */
export const diagnosisWords = {
  diagnose: 'Check what is wrong',
  diagnosis: 'What was checked',
  diagnosing: 'Checking. This takes a few seconds.',
  diagnosisGood: 'Nothing wrong was found.',
  diagnosisBad: 'Something is wrong:',
  checkAgain: 'Check again',
  copyReport: 'Copy the report',
  'result-pass': 'In order',
  'result-fail': 'Problem',
  'result-unknown': 'Not known',
} as const;
