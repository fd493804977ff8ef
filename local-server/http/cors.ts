import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Access} from './access.js';

/** Lets the page read what it is answered, where its origin may use the server. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse, access: Access): void {
  const {origin} = request.headers;
  response.setHeader('vary', 'origin');
  if (origin === undefined || !access.isExpectedOrigin(request)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
  const asked = request.headers['access-control-request-headers'];
  response.setHeader('access-control-allow-headers', asked ?? 'authorization, content-type');
  response.setHeader('access-control-expose-headers', 'location, retry-after');
  response.setHeader('access-control-max-age', '600');
}
