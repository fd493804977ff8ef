import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** What the upstream was asked. */
export interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A service that makes tokens, as far as a token endpoint sees of it. */
export interface StubUpstream {
  readonly url: string;
  /** Every request so far. */
  readonly asked: Asked[];
  /** Answers in place of a token from now on; null for tokens again. */
  answer: ((response: ServerResponse) => void) | null;
  close(): Promise<void>;
}

export async function startStubUpstream(): Promise<StubUpstream> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      asked.push({method: request.method ?? '', headers: request.headers, body: JSON.parse(text || 'null')});
      if (stub.answer) return stub.answer(response);
      sendJson(response, 200, {
        value: `ek_${asked.length}`,
        expires_at: 1_900_000_000,
        session: {type: 'realtime', instructions: 'secret instructions'},
      });
    })();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const stub: StubUpstream = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime/client_secrets`,
    asked,
    answer: null,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return stub;
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {'Content-Type': 'application/json', ...headers}).end(JSON.stringify(body));
}
