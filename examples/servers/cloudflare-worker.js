/* Cloudflare Workers: `wrangler secret put OPENAI_API_KEY`, then `wrangler deploy`. */
import {createTokenHandler} from 'voice-assistant-element/server';
import {session} from './session.js';

let answerToken;

export default {
  async fetch(request, env) {
    answerToken ??= createTokenHandler({
      apiKey: env.OPENAI_API_KEY,
      session,
      allowedOrigins: ['https://www.shop.example'],
      // Counted per running copy of the worker; for one count everywhere give a `store`.
      rateLimit: {key: asked => asked.headers.get('cf-connecting-ip')},
    });
    return answerToken(request);
  },
};
