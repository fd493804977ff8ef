/**
 * Words that come with what needs them: consent, rating, suggestions, in English. Every other language has the
 * same keys.
 */
export const promptWords = {
  // Before the microphone opens
  consentTitle: 'Before we talk',
  consentText:
    'What you say and write is sent to an AI service, which answers you. Nothing is sent before you agree.',
  agree: 'Agree and start',
  agreeOnly: 'Agree',
  decline: 'Not now',
  // Afterwards
  rateConversation: 'How was this conversation?',
  rateGood: 'Good',
  rateBad: 'Bad',
  comment: 'What could be better?',
  sendFeedback: 'Send feedback',
  thanks: 'Thank you.',
  // A conversation from the page before, and a poor connection
  conversationKept: 'Your conversation from the page before is still here.',
  goOn: 'Continue',
  startAfresh: 'Start afresh',
  captionsHelp: 'The connection is poor. Captions can help.',
  showCaptions: 'Show captions',
} as const;
