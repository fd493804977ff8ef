import {createTokenHandler} from 'voice-assistant-element/server';

// A model does not know what time it is: "Are you open now?"
const clock = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'full',
  timeStyle: 'short',
  timeZone: 'Europe/Berlin',
});

const answerToken = createTokenHandler({
  apiKey: () => process.env.OPENAI_API_KEY ?? '', // Read late: a build has no key.
  session: () => ({
    model: 'gpt-realtime-2.1',
    instructions: `You help visitors of a flower shop. Answer briefly. In the shop it is ${clock.format()}.`,
    audio: {input: {transcription: {model: 'gpt-transcribe'}}, output: {voice: 'marin'}},
  }),
  rateLimit: {
    // The last entry is what the one proxy before Next.js saw: Vercel's, or your own nginx with
    // `proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for`. Entries before it, and all of them where `next start`
    // is reached without a proxy, are the client's own words: it would pick a new limit with each request.
    key: request => request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim(),
  },
  upstream: process.env.TOKEN_UPSTREAM, // OpenAI when unset.
});

export const dynamic = 'force-dynamic';
export const POST = (request: Request) => answerToken(request);
