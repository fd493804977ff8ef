/** Words that come with the transcript and the text field, in English. Every other language has the same keys. */
export const transcriptWords = {
  send: 'Send',
  attachImage: 'Attach image',
  removeImage: 'Remove image',
  consentFirst: 'Answer the question first',
  interrupted: 'Interrupted',
  notSent: 'Not sent',
  copy: 'Copy',
  latest: 'Jump to latest',
  goodAnswer: 'Helpful',
  badAnswer: 'Not helpful',
  notUnderstood: 'Sorry, I didn’t catch that.',
} as const;
