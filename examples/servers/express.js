/* Express: OPENAI_API_KEY=… node express.js */
import express from 'express';
import {createTokenHandler, toNodeListener} from 'voice-assistant-element/server';
import {session} from './session.js';

const answerToken = createTokenHandler({
  apiKey: process.env.OPENAI_API_KEY,
  session,
  // Signed-in visitors only; `user` is what the rate limit counts by.
  authorize(request) {
    const [, user] = /(?:^|; )user=(\w+)/.exec(request.headers.get('Cookie') ?? '') ?? [];
    return user ? {user} : false;
  },
});

const app = express();
// Before express.json(), so that `authorize` can read the body. Behind one reverse proxy: {trustedProxies: 1}.
app.all('/api/token', toNodeListener(answerToken));
app.use(express.json());
app.listen(Number(process.env.PORT ?? 3000));
