/* Node, no framework: OPENAI_API_KEY=… node node.js */
import {createServer} from 'node:http';
import {createTokenHandler, toNodeListener} from 'voice-assistant-element/server';
import {session} from './session.js';

const answerToken = toNodeListener(
  createTokenHandler({apiKey: process.env.OPENAI_API_KEY, session}),
  // The rate limit counts by the address of the connection. Behind one proxy of your own that is the proxy's: set 1, and
  // the last entry of X-Forwarded-For counts. Without a proxy keep 0: then a client writes that header itself.
  {trustedProxies: Number(process.env.TRUSTED_PROXIES ?? 0)},
);

const server = createServer((request, response) => {
  if (request.url === '/token') return answerToken(request, response);
  response.writeHead(404).end();
});
server.listen(Number(process.env.PORT ?? 3000));
