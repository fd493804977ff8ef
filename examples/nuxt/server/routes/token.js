import {defineEventHandler, getRequestIP, toWebRequest} from 'h3';
import {createTokenHandler, withClientAddress} from 'voice-assistant-element/server';

const answerToken = createTokenHandler({
  apiKey: () => process.env.OPENAI_API_KEY, // Read late: a build has no key.
  session: {
    model: 'gpt-realtime-2.1',
    instructions: 'You help visitors of a flower shop. Answer briefly.',
    audio: {input: {transcription: {model: 'gpt-transcribe'}}, output: {voice: 'marin'}},
  },
  upstream: process.env.TOKEN_UPSTREAM, // OpenAI when unset.
});

// The address of the connection: no header is believed. Behind a proxy of your own it is the proxy's, and all visitors share
// one limit: read then, in `rateLimit.key`, what that proxy, and no client, writes into a header.
export default defineEventHandler(event =>
  answerToken(withClientAddress(toWebRequest(event), getRequestIP(event))),
);
