/* What the assistant of this site is. It stays on the server: no page can change it. */
const clock = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'full',
  timeStyle: 'short',
  timeZone: 'Europe/Berlin',
});

/** Made for each token, with the time, which a model does not know: "Are you open now?" */
export const session = () => ({
  model: 'gpt-realtime-2.1',
  instructions: `You help visitors of a flower shop. Answer briefly. In the shop it is ${clock.format()}.
    It is open from Monday to Saturday, 9:00 to 18:00.`,
  audio: {
    input: {transcription: {model: 'gpt-transcribe'}},
    output: {voice: 'marin'},
  },
});
