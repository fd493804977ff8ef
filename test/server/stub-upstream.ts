import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** What the upstream was asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** What its JSON says, or the text where it is none. */
  readonly body: unknown;
}

/** A service that makes tokens, as far as a token endpoint sees of it. */
export interface StubUpstream {
  readonly url: string;
  /** Every request so far. */
  readonly asked: Asked[];
  /** Answers in place of a token from now on; null for tokens again. */
  answer: ((response: ServerResponse, asked: Asked) => void) | null;
  close(): Promise<void>;
}

export async function startStubUpstream(): Promise<StubUpstream> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      const {method = '', url: path = '', headers} = request;
      const one: Asked = {method, path, headers, body: bodyOf(text)};
      asked.push(one);
      if (stub.answer) return stub.answer(response, one);
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

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text || 'null') as unknown;
  } catch {
    return text;
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {'Content-Type': 'application/json', ...headers}).end(JSON.stringify(body));
}
