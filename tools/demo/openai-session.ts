import {createSessionHandler, toNodeListener} from '../../src/server/index.js';

/** The session of the demo's assistant over GPT-Live. What it delegates, the page answers. */
const session = {
  model: process.env.OPENAI_LIVE_MODEL ?? 'gpt-live-1',
  instructions:
    'You are a friendly assistant on a demo page. Answer briefly. What you cannot know yourself, such as the time, you delegate.',
  audio: {output: {voice: 'marin'}},
};

/** Answers the demo page's offers with sessions, made with the key that only this process knows. */
export function openaiSessionListener(apiKey: string): ReturnType<typeof toNodeListener> {
  return toNodeListener(createSessionHandler({apiKey, session}));
}
