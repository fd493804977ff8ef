import type {IncomingMessage, ServerResponse} from 'node:http';
import {setStage, type Stage, type StageOptions} from '../e2e/stage.js';
import {strictPolicy} from '../e2e/strict-page.js';
import {startBots, type BotOptions, type BotServer} from './bot.js';

/** A request of the page to its endpoint. */
export interface OfferRequest {
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Browser, pages and bots of one test file. */
export interface PipecatStage {
  readonly stage: Stage;
  readonly bots: BotServer;
  readonly requests: OfferRequest[];
  /** Answers in the place of the bots. */
  refuse: ((response: ServerResponse) => void) | null;
  close(): Promise<void>;
}

/** Of a widget that talks with a bot. */
export const pipecatAttributes = 'backend="pipecat" session-endpoint="/api/offer"';

/** Sets up pages whose endpoint hands everything on to bots, as a host's own would. */
export async function setPipecatStage(
  options: StageOptions = {},
  botOptions?: BotOptions,
): Promise<PipecatStage> {
  const bots = await startBots(botOptions);
  const requests: OfferRequest[] = [];
  const stage = await setStage({
    policy: () => strictPolicy(`http://127.0.0.1:${bots.port}`),
    ...options,
    answer(request, response) {
      if (options.answer?.(request, response)) return true;
      if (request.url !== '/api/offer') return false;
      void handOn(request, response);
      return true;
    },
  });
  const all: PipecatStage = {
    stage,
    bots,
    requests,
    refuse: null,
    async close() {
      await stage.close();
      await bots.kill();
    },
  };

  async function handOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    requests.push({method: request.method!, body: JSON.parse(body) as OfferRequest['body']});
    if (all.refuse) return all.refuse(response);
    try {
      const answer = await fetch(`http://127.0.0.1:${bots.port}/api/offer`, {
        method: request.method!,
        headers: {'Content-Type': 'application/json'},
        body,
      });
      response.writeHead(answer.status, {'Content-Type': 'application/json'}).end(await answer.text());
    } catch {
      response.writeHead(502).end();
    }
  }
  return all;
}
