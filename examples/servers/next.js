/* Next.js: app/api/token/route.js. Set OPENAI_API_KEY in the environment. */
import {createTokenHandler} from 'voice-assistant-element/server';
import {session} from './session.js';

const answerToken = createTokenHandler({
  apiKey: () => process.env.OPENAI_API_KEY, // Read late: a build has no key.
  session,
  rateLimit: {
    // The last entry is what the one proxy before Next.js saw: Vercel's, or your own nginx with
    // `proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for`. Entries before it, and all of them where `next start`
    // is reached without a proxy, are the client's own words: it would pick a new limit with each request.
    key: request => request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim(),
  },
});

export const dynamic = 'force-dynamic';
export const POST = request => answerToken(request);
export const OPTIONS = request => answerToken(request);
