/** What is wrong with an answer in particular, for the person; loaded with the panel's notices. */
export const answerSentences = {
  'protocol-no-text': {message: 'This assistant takes spoken words only.'},
  'response-failed-speech_unavailable': {message: 'The assistant couldn’t speak. You can read its answer.'},
};
