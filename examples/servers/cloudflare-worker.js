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
      rateLimit: {
        // Cloudflare writes this header over what a client sent, so here it can be believed. On another platform, or on
        // a server that can also be reached past Cloudflare, a client writes it itself and picks a new limit with each
        // request. Counted per running copy of the worker; for one count everywhere give a `store`.
        key: asked => asked.headers.get('cf-connecting-ip'),
      },
    });
    return answerToken(request);
  },
};
