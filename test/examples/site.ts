import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createServer, type IncomingMessage, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import type {Duplex} from 'node:stream';
import {serveFile} from '../../tools/demo/static-files.js';
import type {RealtimeServer} from '../../local-server/index.js';
import {closedPort} from '../server/closed-port.js';
import {untilListening} from '../server/example-process.js';

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => unknown;

export async function listen(listener: RequestListener, upgrade?: UpgradeListener): Promise<Site> {
  const server = createServer(listener);
  if (upgrade) server.on('upgrade', upgrade);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** A built example, with a token endpoint beside it. */
export function serveBuilt(folder: string, realtime: RealtimeServer): Promise<Site> {
  return listen((request, response) => {
    void (async () => {
      const {pathname} = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/token' && (await realtime.handle(request, response))) return;
      if (!(await serveFile(join(folder, 'dist'), pathname, response))) response.writeHead(404).end();
    })();
  });
}

/** `npm start` of the Next.js example, whose own token endpoint asks `realtime` in place of OpenAI. */
export async function startNext(folder: string, realtime: string): Promise<Site> {
  const child = spawn('npx', ['next', 'start', '--port', '0'], {
    cwd: folder,
    detached: true, // npx starts next: they end together, as a group.
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      OPENAI_API_KEY: 'sk-local',
      TOKEN_UPSTREAM: `${realtime}/v1/realtime/client_secrets`,
    },
  });
  return {
    url: await announcedUrl(child),
    async close() {
      const ended = once(child, 'close');
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
    },
  };
}

/** `npm start` of the Nuxt example, whose own token endpoint asks `realtime` in place of OpenAI. */
export async function startNuxt(folder: string, realtime: string): Promise<Site> {
  const port = await closedPort();
  const child = spawn(process.execPath, ['.output/server/index.mjs'], {
    cwd: folder,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      OPENAI_API_KEY: 'sk-local',
      TOKEN_UPSTREAM: `${realtime}/v1/realtime/client_secrets`,
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (printed += String(data)));
  await untilListening(port, child, () => printed);
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function announcedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (data: Buffer) => {
      printed += data.toString();
      const [url] = /http:\/\/localhost:\d+/.exec(printed) ?? [];
      if (url && /Ready/.test(printed)) resolve(url);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('close', () => reject(new Error(`next start ended:\n${printed}`)));
  });
}
