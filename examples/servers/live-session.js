/* What the assistant of this site is, for GPT-Live. It stays on the server: no page can change it. But the page can read it,
   since `session.started` tells what the session is: no secrets here. */
const clock = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'full',
  timeStyle: 'short',
  timeZone: 'Europe/Berlin',
});

/** Made for each session, with the time, which a model does not know: "Are you open now?" */
export const session = () => ({
  model: 'gpt-live-1',
  instructions: `You help visitors of a flower shop. Answer briefly. In the shop it is ${clock.format()}.
    It is open from Monday to Saturday, 9:00 to 18:00. What you do not know you delegate.`,
  audio: {output: {voice: 'marin'}},
  // Who does the work that the voice delegates: here a model that may search.
  delegation: {
    type: 'responses',
    responses: {
      model: 'gpt-5.6-terra',
      instructions:
        'You look things up for the voice assistant of a flower shop. Answer in one or two sentences.',
      tools: [{type: 'web_search'}],
    },
  },
});
