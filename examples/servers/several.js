/* Several processes behind one nginx, which count together in Redis and take a new key without a restart:
   OPENAI_API_KEY_FILE=… REDIS_URL=redis://… PORT=3001 node several.js */
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {createClient} from 'redis';
import {createTokenHandler, toNodeListener} from 'voice-assistant-element/server';
import {redisStore} from './redis-store.js';
import {session} from './session.js';

// Without the option, each visitor waits in node-redis's queue while Redis is away.
const redis = createClient({url: process.env.REDIS_URL, disableOfflineQueue: true});
redis.on('error', error => console.error(`Redis: ${error.message || error.code}`)); // It connects again by itself.
void redis.connect();

/** One line of JSON for each event. The addresses in it are personal data: keep it no longer than your policy says. */
const log = line => console.log(JSON.stringify({at: new Date().toISOString(), ...line}));

const answerToken = toNodeListener(
  createTokenHandler({
    apiKey: () => readFile(process.env.OPENAI_API_KEY_FILE, 'utf8'), // Read for each token.
    session,
    allowedOrigins: process.env.ALLOWED_ORIGINS?.split(','),
    rateLimit: {store: redisStore(redis)},
    upstream: {url: process.env.TOKEN_UPSTREAM}, // OpenAI when unset.
    onSuccess: ({client, origin, upstreamMs}) => log({event: 'token', client, origin, upstreamMs}),
    onError({code, status, detail}) {
      if (code !== 'client-gone') log({event: code, status, detail});
    },
  }),
  {trustedProxies: 1}, // nginx.
);

const server = createServer((request, response) => {
  if (request.url === '/token') return answerToken(request, response);
  response.writeHead(404).end();
});
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
