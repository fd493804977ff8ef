/* What the assistant of this site is. It stays on the server: no page can change it. */
export const session = {
  model: 'gpt-realtime-2.1',
  instructions: 'You help visitors of a flower shop. Answer briefly.',
  audio: {
    input: {transcription: {model: 'gpt-transcribe'}},
    output: {voice: 'marin'},
  },
};
