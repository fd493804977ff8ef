/* Deno: OPENAI_API_KEY=… deno run --allow-net --allow-env deno.js, with `npm:` imports or a node_modules folder. */
import {createTokenHandler, withClientAddress} from 'voice-assistant-element/server';
import {session} from './session.js';

const answerToken = createTokenHandler({apiKey: Deno.env.get('OPENAI_API_KEY'), session});

// The address of the connection, as Deno and Deno Deploy tell it: no header is believed. Behind a proxy of your own it is
// the proxy's, and all visitors share one limit: read then what that proxy, and no client, writes into a header.
Deno.serve((request, {remoteAddr}) => answerToken(withClientAddress(request, remoteAddr.hostname)));
