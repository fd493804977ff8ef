import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {isLoopback} from './http/access.js';
import {requestUrl} from './http/request-url.js';
import {sendError} from './http/responses.js';
import {RealtimeServer, type ServerParts} from './server.js';

/** A server that listens on a port of its own. */
export interface RunningRealtimeServer extends RealtimeServer {
  /** `http://127.0.0.1:12345` */
  readonly url: string;
}

/** Makes the server without a port. */
export async function create(parts: ServerParts): Promise<RealtimeServer> {
  const server = new RealtimeServer(parts);
  await server.warmUp();
  return server;
}

/** Makes the server and listens. */
export async function start(parts: ServerParts): Promise<RunningRealtimeServer> {
  const {port = 0, host = '127.0.0.1'} = parts.options;
  const server = new ListeningRealtimeServer(parts);
  server.checkHost(host);
  await server.warmUp();
  await server.listen(port, host);
  return server;
}

class ListeningRealtimeServer extends RealtimeServer implements RunningRealtimeServer {
  url = '';
  #http: Server | undefined;

  /** Tokens and calls for every machine of a network would be at the expense of the keys of its services. */
  checkHost(host: string): void {
    if (this.access.isOpen && !isLoopback(host))
      throw new Error(
        `Other machines reach ${host}: set a key (apiKey, or LOCAL_SERVER_KEY) to listen there.`,
      );
  }

  async listen(port: number, host: string): Promise<void> {
    const http = createServer((request, response) => {
      void this.handle(request, response).then(handled => {
        if (!handled) sendError(response, requestUrl(request.url) ? 404 : 400);
      });
    });
    http.on('upgrade', (request, socket, head) => {
      if (!this.handleUpgrade(request, socket, head)) socket.destroy();
    });
    this.#http = http;
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(port, host, resolve);
    });
    this.url = `http://${host}:${(http.address() as AddressInfo).port}`;
  }

  override async close(): Promise<void> {
    await super.close();
    const http = this.#http;
    if (!http) return;
    this.#http = undefined;
    http.closeAllConnections();
    await new Promise<void>(resolve => http.close(() => resolve()));
  }
}
