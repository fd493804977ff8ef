import type {Page} from 'puppeteer-core';
import {createLiveKitTokenHandler, toNodeListener} from '../../src/server/index.js';
import {setStage, type Stage, type StageOptions} from '../e2e/stage.js';
import {apiKey, apiSecret, startLiveKit, type LiveKit} from './livekit-server.js';
import {
  lastWords,
  startServices,
  textOf,
  type ChatAnswer,
  type ChatMessage,
  type Services,
} from './services.js';

export const livekitAttributes = 'backend="livekit" token-endpoint="/livekit-token"';

/** Pages, LiveKit with an agent, and what the agent hears, thinks and speaks with. */
export interface LiveKitStage extends Stage {
  readonly livekit: LiveKit;
  readonly services: Services;
}

export async function setLiveKitStage(
  options: StageOptions = {},
  answer: (messages: readonly ChatMessage[]) => ChatAnswer = defaultAnswer,
): Promise<LiveKitStage> {
  const services = await startServices(answer);
  const livekit = await startLiveKit(services.url);
  const token = toNodeListener(
    createLiveKitTokenHandler({apiKey, apiSecret, serverUrl: livekit.url, rateLimit: false}),
  );
  const stage = await setStage({
    ...options,
    answer: (request, response) => {
      if (options.answer?.(request, response)) return true;
      if (request.url !== '/livekit-token') return false;
      void token(request, response);
      return true;
    },
  });
  return {
    ...stage,
    livekit,
    services,
    openPage: (attributes = livekitAttributes, prepare?: (blank: Page) => Promise<void>) =>
      stage.openPage(attributes, prepare),
    async close() {
      await stage.close();
      await livekit.close();
      await services.close();
    },
  };
}

export const count =
  'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty.';

/** A model that knows a few sentences. */
export function defaultAnswer(messages: readonly ChatMessage[]): ChatAnswer {
  const last = messages.at(-1);
  if (last?.role === 'tool') return `Done: ${textOf(last)}`;
  const words = lastWords(messages).toLowerCase();
  if (words.includes('who are you')) return 'I am a voice in a room.';
  if (words.includes('count')) return count;
  if (words.includes('cart')) return {tool: 'add_to_cart', arguments: {product: 'green tea', count: 2}};
  if (words.includes('cancel')) return {tool: 'cancel_order', arguments: {order: '42'}};
  return `You said: ${words}`;
}
