/* Express, for people who are signed in: OPENAI_API_KEY=… SESSION_SECRET=… node express.js */
import express from 'express';
import {createTokenHandler, toNodeListener} from 'voice-assistant-element/server';
import {session} from './session.js';
import {signedSession} from './signed-session.js';

// Your sign-in sets the cookie: response.append('Set-Cookie', signedIn.cookieFor(user.id)).
const signedIn = signedSession(process.env.SESSION_SECRET);

const answerToken = createTokenHandler({
  apiKey: process.env.OPENAI_API_KEY,
  session,
  // `user` is what the rate limit counts by, so it must be a name that a visitor cannot choose: this one is signed.
  authorize(request) {
    const user = signedIn.userOf(request);
    return user ? {user} : false;
  },
});

const app = express();
// Before express.json(), so that `authorize` can read the body.
app.all('/api/token', toNodeListener(answerToken));
app.use(express.json());
app.listen(Number(process.env.PORT ?? 3000));
