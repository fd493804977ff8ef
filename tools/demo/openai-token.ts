import {createTokenHandler, toNodeListener} from '../../src/server/index.js';

/** The session of the demo's assistant. A real site sets it on its server, where a page cannot change it. */
const session = {
  model: process.env.OPENAI_REALTIME_MODEL ?? 'gpt-realtime-2.1',
  instructions: 'You are a friendly assistant on a demo page. Answer briefly.',
  audio: {input: {transcription: {model: 'gpt-transcribe'}}, output: {voice: 'marin'}},
};

/** Answers the demo page with tokens, made with the key that only this process knows. */
export function openaiTokenListener(apiKey: string): ReturnType<typeof toNodeListener> {
  return toNodeListener(createTokenHandler({apiKey, session}));
}
