/* Node, no framework: OPENAI_API_KEY=… node node.js */
import {createServer} from 'node:http';
import {createTokenHandler, toNodeListener} from 'voice-assistant-element/server';
import {session} from './session.js';

const answerToken = toNodeListener(createTokenHandler({apiKey: process.env.OPENAI_API_KEY, session}));

const server = createServer((request, response) => {
  if (request.url === '/token') return answerToken(request, response);
  response.writeHead(404).end();
});
server.listen(Number(process.env.PORT ?? 3000));
