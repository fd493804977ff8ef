/* Deno: OPENAI_API_KEY=… deno run --allow-net --allow-env deno.js, with `npm:` imports or a node_modules folder. */
import {createTokenHandler, withClientAddress} from 'voice-assistant-element/server';
import {session} from './session.js';

const answerToken = createTokenHandler({apiKey: Deno.env.get('OPENAI_API_KEY'), session});

Deno.serve((request, {remoteAddr}) => answerToken(withClientAddress(request, remoteAddr.hostname)));
