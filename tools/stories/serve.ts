import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {requestPath, serveFile} from '../demo/static-files.js';

/** A folder on a free port of this machine. */
export interface Site {
  readonly url: string;
  close(): void;
}

export async function serveFolder(folder: string): Promise<Site> {
  const server = createServer((request, response) => {
    const path = requestPath(request.url) ?? '';
    void serveFile(folder, path, response).then(found => {
      if (!found) response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
