import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {WebSocketServer, WebSocket} from 'ws';
import {
  createRealtimeServer,
  type RealtimeServer,
  type RealtimeServerOptions,
} from '../../local-server/index.js';
import {listen, type Site} from '../examples/site.js';

/** The local server at an address of its own, with the endpoint that gives tokens for it. */
export interface Host {
  readonly realtime: RealtimeServer;
  /** Where a codec of OpenAI connects to. */
  readonly url: string;
  /** Where one of xAI does: the same, but for the name under which its token travels. */
  readonly xaiUrl: string;
  /** As the server half of a page gives it. */
  getToken(url: string): Promise<{token: string; url: string}>;
  close(): Promise<void>;
}

const xaiProtocol = 'xai-client-secret.';

/** Starts one. */
export async function startHost(options: RealtimeServerOptions): Promise<Host> {
  const realtime = await createRealtimeServer(options);
  const proxy = new WebSocketServer({noServer: true});
  let site: Site | null = null;
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!request.url?.startsWith('/xai'))
      return realtime.handleUpgrade(request, socket, head) || socket.destroy();
    const offered = request.headers['sec-websocket-protocol'] ?? '';
    proxy.handleUpgrade(request, socket, head, page => {
      const url = `${address(site!)}/v1/realtime`;
      const token = offered.replace(xaiProtocol, '');
      join(page, new WebSocket(url, ['realtime', `openai-insecure-api-key.${token}`]));
    });
  };
  site = await listen((request, response) => {
    void realtime.handle(request, response).then(found => found || response.writeHead(404).end());
  }, upgrade);
  const base = address(site);
  return {
    realtime,
    url: `${base}/v1/realtime?model=gpt-realtime-2`,
    xaiUrl: `${base}/xai?model=grok-voice-3.0`,
    async getToken(url) {
      const answer = await fetch(new URL('/token', base.replace('ws', 'http')), {method: 'POST'});
      const {value} = (await answer.json()) as {value: string};
      return {token: value, url};
    },
    async close() {
      await site.close();
      await realtime.close();
    },
  };
}

function address({url}: Site): string {
  return url.replace('http', 'ws').replace(/\/$/, '');
}

/** In xAI's protocol some settings have another place than in OpenAI's, which is that of the local server. */
function asOpenAI(text: string): string {
  const {session, ...event} = JSON.parse(text) as {type: string; session?: XaiSession};
  if (!session) return text;
  const {voice, turn_detection, audio, ...others} = session;
  const input = {...audio?.input, ...(turn_detection !== undefined && {turn_detection})};
  const output = {...audio?.output, ...(voice && {voice})};
  return JSON.stringify({...event, session: {type: 'realtime', ...others, audio: {input, output}}});
}

interface XaiSession {
  readonly voice?: string;
  readonly turn_detection?: object | null;
  readonly audio?: {readonly input?: object; readonly output?: object};
}

/** Passes everything on, both ways. */
function join(page: WebSocket, server: WebSocket): void {
  const early: string[] = [];
  page.on('message', data => {
    const text = asOpenAI((data as Buffer).toString());
    if (server.readyState === WebSocket.OPEN) server.send(text);
    else early.push(text);
  });
  server.on('open', () => early.forEach(text => server.send(text)));
  server.on('message', data => page.send((data as Buffer).toString()));
  page.on('close', () => server.close());
  server.on('close', code => page.close(code === 1005 || code === 1006 ? 1011 : code));
  server.on('error', () => page.close(1011));
}
