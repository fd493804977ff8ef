/* Hono on Bun: OPENAI_API_KEY=… bun hono.js */
import {Hono} from 'hono';
import {createTokenHandler, withClientAddress} from 'voice-assistant-element/server';
import {session} from './session.js';

const answerToken = createTokenHandler({
  apiKey: process.env.OPENAI_API_KEY,
  session,
  allowedOrigins: ['https://www.shop.example'],
});

const app = new Hono();
app.all('/token', context => {
  // Bun's own word for the address of the connection: no header is believed. It is the client's while Bun is what the
  // internet reaches; behind a proxy it is the proxy's, and all visitors would share one limit. Elsewhere Hono runs on
  // a platform that says it in another way (`getConnInfo` of its adapter). Do not try one header after another: where
  // the platform does not set it, a client can, and picks a new limit with each request.
  const client = context.env.requestIP(context.req.raw);
  return answerToken(withClientAddress(context.req.raw, client?.address));
});

export default app;
