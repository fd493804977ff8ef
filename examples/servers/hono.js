/* Hono, on whatever it runs on. */
import {Hono} from 'hono';
import {createTokenHandler} from 'voice-assistant-element/server';
import {session} from './session.js';

const answerToken = createTokenHandler({
  apiKey: process.env.OPENAI_API_KEY,
  session,
  allowedOrigins: ['https://www.shop.example'],
  // How the client's address is told depends on where it runs; this is what Cloudflare and Fly say.
  rateLimit: {
    key: request => request.headers.get('cf-connecting-ip') ?? request.headers.get('fly-client-ip'),
  },
});

const app = new Hono();
app.all('/token', context => answerToken(context.req.raw));

export default app;
