/* Next.js: app/api/token/route.js. Set OPENAI_API_KEY in the environment. */
import {createTokenHandler} from 'voice-assistant-element/server';
import {session} from './session.js';

const answerToken = createTokenHandler({
  apiKey: () => process.env.OPENAI_API_KEY, // Read late: a build has no key.
  session,
  rateLimit: {key: request => request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()},
});

export const dynamic = 'force-dynamic';
export const POST = request => answerToken(request);
export const OPTIONS = request => answerToken(request);
