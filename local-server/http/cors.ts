import type {IncomingMessage, ServerResponse} from 'node:http';

/** Pages of every origin may use the server: it is for development, and guards nothing. */
export function allowAnyOrigin(request: IncomingMessage, response: ServerResponse): void {
  const {origin} = request.headers;
  response.setHeader('access-control-allow-origin', origin ?? '*');
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
  const asked = request.headers['access-control-request-headers'];
  response.setHeader('access-control-allow-headers', asked ?? 'authorization, content-type');
  response.setHeader('access-control-expose-headers', 'location, retry-after');
  response.setHeader('access-control-max-age', '600');
}
