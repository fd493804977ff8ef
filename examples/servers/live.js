/* GPT-Live, with Node and no framework: OPENAI_API_KEY=… node live.js

     <voice-assistant backend="openai-live" session-endpoint="/session"></voice-assistant>
*/
import {createServer} from 'node:http';
import {createSessionHandler, toNodeListener} from 'voice-assistant-element/server';
import {session} from './live-session.js';

const answerOffer = toNodeListener(
  createSessionHandler({apiKey: process.env.OPENAI_API_KEY, session}),
  // As in node.js: 1 behind one proxy of your own, 0 without.
  {trustedProxies: Number(process.env.TRUSTED_PROXIES ?? 0)},
);

const server = createServer((request, response) => {
  if (request.url === '/session') return answerOffer(request, response);
  response.writeHead(404).end();
});
server.listen(Number(process.env.PORT ?? 3000));
