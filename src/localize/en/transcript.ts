/** Words that come with the turns of a transcript, in English. Every other language has the same keys. */
export const transcriptWords = {
  notUnderstood: 'Your words could not be understood.',
} as const;
