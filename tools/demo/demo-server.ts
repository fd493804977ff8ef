import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import {isLoopback, type RealtimeServer} from '../../local-server/index.js';
import {openaiSessionListener} from './openai-session.js';
import {openaiTokenListener} from './openai-token.js';
import {requestPath, serveFile} from './static-files.js';

const folderOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** What is served: the widget as it was built, and the page. */
const built = folderOf('dist');
const pages = folderOf('examples/demo');

/** Whom the demo page talks to. */
export interface Backend {
  readonly name: 'local' | 'openai';
  /** Shown on the page. */
  readonly label: string;
  /** Empty for the element's own default. */
  readonly realtimeUrl: string;
  /** Whether the page begins with GPT-Live. */
  readonly live: boolean;
}

export interface DemoServerOptions {
  readonly port: number;
  readonly backend: Backend;
  /** Answers `/token`, `/session` and `/v1/…` when the backend is local. */
  readonly realtime?: RealtimeServer;
  readonly openaiKey?: string;
}

export interface DemoServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the demo page, the built widget, and the endpoints for tokens and sessions, all of one origin. */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const {openaiKey} = options;
  const own: Endpoints = openaiKey
    ? {'/token': openaiTokenListener(openaiKey), '/session': openaiSessionListener(openaiKey)}
    : {};
  const server = createServer((request, response) => {
    answer(options, own, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (!isOurs(request) || !options.realtime?.handleUpgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** What this process answers by itself, with its key. */
type Endpoints = Readonly<Record<string, ReturnType<typeof openaiTokenListener>>>;

async function answer(
  options: DemoServerOptions,
  own: Endpoints,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = requestPath(request.url);
  if (path === null || !isOurs(request)) {
    response.writeHead(path === null ? 400 : 403).end();
  } else if (path === '/backend') {
    response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify(options.backend));
  } else if (Object.hasOwn(own, path)) {
    own[path]!(request, response);
  } else if (await options.realtime?.handle(request, response)) {
    return;
  } else if (
    !(path.startsWith('/dist/')
      ? await serveFile(built, path.slice('/dist'.length), response)
      : await serveFile(pages, path, response))
  ) {
    response.writeHead(404, {'Content-Type': 'text/plain'}).end('Not found');
  }
}

/** Whether a request is for this machine by name: a page of another site can have its own name resolve to it. */
function isOurs({headers: {host = ''}}: IncomingMessage): boolean {
  return isLoopback(host.replace(/:\d+$/u, ''));
}
