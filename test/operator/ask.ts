import {request, type IncomingHttpHeaders} from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Asking {
  /** Whose address the connection has: every 127.x.x.x is this machine. */
  readonly from?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Asks as a page of the site itself does, from a client of its own. */
export function ask(
  url: string,
  {from, method = 'POST', headers = {}, body = '', signal}: Asking = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = {Origin: new URL(url).origin, 'Content-Length': String(Buffer.byteLength(body)), ...headers};
    const asked = request(
      url,
      {method, headers: sent, localAddress: from, signal, agent: false},
      response => {
        let text = '';
        response.on('data', (data: Buffer) => (text += data.toString()));
        response.once('end', () => resolve({status: response.statusCode!, headers: response.headers, text}));
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}

/** The code of a refusal. */
export function codeOf({text}: Answer): string {
  return (JSON.parse(text) as {error: {code: string}}).error.code;
}

let last = 1;

/** A client that has not asked yet. */
export function newClient(): string {
  last += 1;
  return `127.0.${Math.floor(last / 250)}.${(last % 250) + 2}`;
}
