import type {IncomingMessage, ServerResponse} from 'node:http';

/** Offers and sessions are small; more is a mistake or an attack. */
const maxBodyBytes = 1_000_000;

/** Reads a request's body as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Error('the request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function sendText(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {'content-type': type, 'cache-control': 'no-store', ...headers});
  response.end(body);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  sendText(response, status, 'application/json', JSON.stringify(body), headers);
}

export function sendHtml(response: ServerResponse, status: number): void {
  sendText(response, status, 'text/html', '<!doctype html><title>Welcome</title><h1>It works!</h1>');
}

const errorTypes: Record<number, [type: string, code: string, message: string]> = {
  400: ['invalid_request_error', 'invalid_request', 'The request could not be understood.'],
  401: ['invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.'],
  403: ['invalid_request_error', 'permission_denied', 'You are not allowed to do this.'],
  404: ['invalid_request_error', 'not_found', 'Not found.'],
  429: ['requests', 'rate_limit_exceeded', 'Rate limit reached. Please try again later.'],
  503: ['server_error', 'service_unavailable', 'The service is overloaded. Please try again later.'],
};

/** What is told of an error beside its status. */
export interface ErrorDetails {
  readonly code?: string;
  readonly message?: string;
  readonly param?: string | null;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** An error as the API words it. */
export function sendError(response: ServerResponse, status: number, details: ErrorDetails = {}): void {
  const [type, code, message] = errorTypes[status] ?? [
    'server_error',
    'server_error',
    'The server had an error.',
  ];
  const error = {
    message: details.message ?? message,
    type,
    param: details.param ?? null,
    code: details.code ?? code,
  };
  const retryAfter = details.retryAfter ?? (status === 429 ? 1 : undefined);
  sendJson(response, status, {error}, retryAfter === undefined ? {} : {'retry-after': String(retryAfter)});
}
