import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {RealtimeServer} from '../../../local-server/index.js';
import {loadAssets, type Assets} from './assets.js';

/** Where the pages of the benchmarks are served, brotli-compressed, beside the realtime server's endpoints. */
export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

export async function startSite(realtime: RealtimeServer): Promise<Site> {
  const server = serve(await loadAssets(), realtime);
  server.on('upgrade', (request, socket, head) => {
    if (!realtime.handleUpgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    // Chromium accepts brotli from a secure context only; `localhost` counts as one.
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function serve(assets: Assets, realtime: RealtimeServer): Server {
  return createServer((request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://localhost');
    const asset = assets.get(pathname);
    if (asset) {
      response.writeHead(200, {
        'Content-Type': asset.type,
        'Content-Encoding': 'br',
        'Content-Length': asset.brotli.length,
      });
      response.end(asset.brotli);
      return;
    }
    void realtime.handle(request, response).then(handled => handled || response.writeHead(404).end());
  });
}
