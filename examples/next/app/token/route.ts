import {createTokenHandler} from 'voice-assistant-element/server';

const answerToken = createTokenHandler({
  apiKey: () => process.env.OPENAI_API_KEY ?? '', // Read late: a build has no key.
  session: {
    model: 'gpt-realtime',
    instructions: 'You help visitors of a flower shop. Answer briefly.',
    audio: {input: {transcription: {model: 'gpt-4o-mini-transcribe'}}, output: {voice: 'marin'}},
  },
  upstream: process.env.TOKEN_UPSTREAM, // OpenAI when unset.
});

export const dynamic = 'force-dynamic';
export const POST = (request: Request) => answerToken(request);
