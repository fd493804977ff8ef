/** Words that come with the start card, in English. Every other language has the same keys. */
export const startWords = {
  hello: 'Hi, I’m {name}',
  suggestions: 'Suggestions',
  microphoneAsked: 'Your browser will ask for the microphone. Nothing is sent until you start.',
  microphoneAllowed: 'Your microphone turns on when you start.',
  chooseAllow: 'Choose “Allow” in your browser',
  unblockMicrophone: 'Open the site settings beside the address, allow the microphone, and try again.',
} as const;
