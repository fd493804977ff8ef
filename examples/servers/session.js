/* What the assistant of this site is. It stays on the server: no page can change it. */
export const session = {
  model: 'gpt-realtime',
  instructions: 'You help visitors of a flower shop. Answer briefly.',
  audio: {
    input: {transcription: {model: 'gpt-4o-mini-transcribe'}},
    output: {voice: 'marin'},
  },
};
