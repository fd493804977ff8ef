import type {SessionSettings} from '../../session/settings.js';

/** OpenAI's own endpoint for calls. */
export const openaiRealtimeUrl = 'https://api.openai.com/v1/realtime/calls';

/** Where a call goes. */
export function callUrl({realtimeUrl, model}: SessionSettings): string {
  // An attribute that was removed is null: the token must not go to the page's own site then.
  const base = realtimeUrl || openaiRealtimeUrl;
  if (!model) return base;
  const url = new URL(base, document.baseURI);
  url.searchParams.set('model', model);
  return url.href;
}
