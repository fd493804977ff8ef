/**
 * Words that come with what needs them: consent, rating, suggestions, in English. Every other language has the
 * same keys.
 */
export const promptWords = {
  // Before the microphone opens
  consentTitle: 'Before we talk',
  consentText:
    'You’ll be talking to an AI. What you say and write goes to an AI service so it can answer. Nothing is sent until you agree.',
  agree: 'Agree and start',
  agreeOnly: 'Agree',
  decline: 'Not now',
  // Afterwards
  rateConversation: 'How was this conversation?',
  rateGood: 'Good',
  rateBad: 'Bad',
  comment: 'What could we do better?',
  sendFeedback: 'Send feedback',
  thanks: 'Thanks for your feedback.',
  // A conversation from the page before, and a poor connection
  conversationKept: 'Pick up where you left off?',
  goOn: 'Continue',
  startAfresh: 'Start over',
  captionsHelp: 'Your connection is weak. Turn on captions?',
  showCaptions: 'Turn on captions',
} as const;
