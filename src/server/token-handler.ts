import {checkOptions, isObject, upstreamOf, type TokenHandlerOptions} from './options.js';
import {Origins} from './origins.js';
import {RateLimit} from './rate-limit.js';
import {TokenHandlerError} from './token-handler-error.js';
import {mintToken} from './upstream.js';

/** Answers a request for a token. It never rejects. */
export type TokenHandler = (request: Request) => Promise<Response>;

/**
 * Makes the token endpoint of a site: it asks the realtime API for a token that is good for one session and a short
 * time, and hands it to the pages that may have it.
 *
 * Answers with `{value, expires_at}`, or with a status and `{error: {code, message}}`.
 * @throws {TypeError} when an option is missing or wrong, in one sentence
 */
export function createTokenHandler(options: TokenHandlerOptions): TokenHandler {
  checkOptions(options);
  const origins = new Origins(options.allowedOrigins ?? []);
  const limit = options.rateLimit === false ? null : new RateLimit(options.rateLimit ?? {});
  const report = options.onError ?? logged;

  return async request => {
    const headers = {'Cache-Control': 'no-store', ...origins.headers(request)};
    try {
      return await answer(options, origins, limit, request, headers);
    } catch (error) {
      const known =
        error instanceof TokenHandlerError
          ? error
          : new TokenHandlerError('internal', {detail: String(error), cause: error});
      report(known);
      return refused(known, headers);
    }
  };
}

async function answer(
  options: TokenHandlerOptions,
  origins: Origins,
  limit: RateLimit | null,
  request: Request,
  headers: Record<string, string>,
): Promise<Response> {
  if (!['POST', 'GET', 'OPTIONS'].includes(request.method)) throw new TokenHandlerError('method-not-allowed');
  if (!origins.allows(request))
    throw new TokenHandlerError('origin-refused', {detail: refusedOrigin(request)});
  if (request.method === 'OPTIONS') return origins.preflight(request);

  const authorization = (await options.authorize?.(request)) ?? !options.authorize;
  if (authorization instanceof Response) return withHeaders(authorization, headers);
  if (!authorization) throw new TokenHandlerError('unauthorized');
  const user = authorization === true ? undefined : authorization.user;
  await limit?.check(request, user);

  const {signal} = request;
  const [apiKey, session] = await Promise.all([keyOf(options), sessionOf(options, request, user)]);
  const token = await mintToken(upstreamOf(options), {
    apiKey,
    session,
    expiresAfter: options.expiresAfter ?? 60,
    signal,
  });
  return Response.json(token, {headers});
}

async function keyOf({apiKey}: TokenHandlerOptions): Promise<string> {
  const key = typeof apiKey === 'function' ? await apiKey() : apiKey;
  if (key?.trim()) return key;
  throw new TokenHandlerError('internal', {
    detail: 'There is no apiKey: is OPENAI_API_KEY set on this server?',
  });
}

async function sessionOf({session}: TokenHandlerOptions, request: Request, user?: string) {
  const settings = typeof session === 'function' ? await session(request, user) : session;
  if (isObject(settings)) return settings;
  throw new TokenHandlerError('internal', {detail: 'The session function did not return an object.'});
}

function refused(error: TokenHandlerError, headers: Record<string, string>): Response {
  const {code, message, status, retryAfterSeconds} = error;
  return Response.json(
    {error: {code, message}},
    {
      status,
      headers: {
        ...headers,
        ...(status === 405 && {Allow: 'POST, GET, OPTIONS'}),
        ...(retryAfterSeconds !== undefined && {'Retry-After': String(retryAfterSeconds)}),
      },
    },
  );
}

/** An answer of the host site, readable for the page and cached by nobody. */
function withHeaders(response: Response, headers: Record<string, string>): Response {
  const copy = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers)) copy.headers.set(name, value);
  return copy;
}

function refusedOrigin(request: Request): string {
  const origin = request.headers.get('Origin');
  return origin
    ? `The origin ${origin} is neither this endpoint's own nor in allowedOrigins.`
    : 'The request names no origin: it does not come from a page of a current browser.';
}

/** What the site must repair. What visitors did is not worth a line. */
function logged(error: TokenHandlerError): void {
  if (error.status >= 500) console.error(`Token endpoint: ${error.code}. ${error.detail}`);
}
