/** OpenAI's own endpoint for calls. */
export const openaiRealtimeUrl = 'https://api.openai.com/v1/realtime/calls';
