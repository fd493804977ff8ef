import {checkOptions} from './check-options.js';
import {describeError, logLine} from './describe-error.js';
import {callHost, kindOf, type HostCallLimits} from './host-callback.js';
import {copyResponse, isResponse} from './host-response.js';
import {
  defaultCallbackTimeoutMs,
  defaultExpiresAfter,
  isObject,
  upstreamOf,
  type SessionSettings,
  type TokenHandlerOptions,
} from './options.js';
import {Origins} from './origins.js';
import {clientKey, RateLimit} from './rate-limit.js';
import {reporter, tell, type TokenReport} from './report.js';
import {TokenHandlerError} from './token-handler-error.js';
import {mintToken} from './upstream.js';

/** Answers a request for a token. It never rejects. */
export type TokenHandler = (request: Request) => Promise<Response>;

/** What lives as long as the handler. */
interface Endpoint {
  readonly options: TokenHandlerOptions;
  readonly origins: Origins;
  readonly rateLimit: RateLimit | null;
}

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
  const rateLimit = options.rateLimit === false ? null : new RateLimit(options.rateLimit ?? {});
  const report = reporter(options.onError);

  return async request => {
    let headers: Record<string, string> = {'Cache-Control': 'no-store'};
    try {
      checkRequest(request);
      headers = {...headers, ...origins.headers(request)};
      return await answer({options, origins, rateLimit}, request, headers);
    } catch (error) {
      const known =
        error instanceof TokenHandlerError
          ? error
          : new TokenHandlerError('internal', {detail: describeError(error), cause: error});
      report(known);
      return refused(known, headers);
    }
  };
}

async function answer(
  {options, origins, rateLimit}: Endpoint,
  request: Request,
  headers: Record<string, string>,
): Promise<Response> {
  // A monitor that asks whether the endpoint is there costs no token, and no client's limit.
  if (request.method === 'HEAD') return new Response(null, {headers});
  if (!['POST', 'GET', 'OPTIONS'].includes(request.method)) throw new TokenHandlerError('method-not-allowed');
  if (!origins.allows(request))
    throw new TokenHandlerError('origin-refused', {detail: refusedOrigin(request)});
  if (request.method === 'OPTIONS') return origins.preflight(request);

  const timeoutMs = options.callbackTimeoutMs ?? defaultCallbackTimeoutMs;
  const clientSignal: AbortSignal | undefined = request.signal; // Not every runtime tells that a client has gone.
  const limits = {timeoutMs, clientSignal: clientSignal ?? new AbortController().signal};
  const person = await authorize(options, request, headers, limits);
  if (person instanceof Response) return person;
  const client = rateLimit
    ? await rateLimit.check(request, person.user, limits)
    : clientKey(request, person.user);

  const [apiKey, session] = await Promise.all([
    keyOf(options, limits),
    sessionOf(options, request, person.user, limits),
  ]);
  const {expiresAfter = defaultExpiresAfter} = options;
  const askedAt = performance.now();
  const token = await mintToken(upstreamOf(options), {apiKey, session, expiresAfter, limits});
  reportSuccess(options, {
    client: logLine(client),
    user: person.user,
    origin: request.headers.get('Origin'),
    expiresAt: token.expires_at,
    upstreamMs: Math.round(performance.now() - askedAt),
  });
  return Response.json(token, {headers});
}

function reportSuccess({onSuccess}: TokenHandlerOptions, report: TokenReport): void {
  if (onSuccess) tell('onSuccess', () => onSuccess(report));
}

/**
 * @returns who asks, or the site's own answer
 * @throws {TokenHandlerError} `unauthorized`, or `internal` for what is neither a yes nor a no
 */
async function authorize(
  options: TokenHandlerOptions,
  request: Request,
  headers: Record<string, string>,
  limits: HostCallLimits,
): Promise<{readonly user?: string} | Response> {
  if (!options.authorize) return {};
  const said: unknown = await callHost({...limits, name: 'authorize'}, () => options.authorize?.(request));
  if (said === true) return {};
  if (said === false || said === undefined || said === null) throw new TokenHandlerError('unauthorized');
  if (isResponse(said)) {
    return callHost({...limits, name: 'The Response of authorize'}, signal =>
      copyResponse(said, headers, signal),
    );
  }
  if (isObject(said) && typeof said.user === 'string' && said.user) return {user: said.user};
  throw new TokenHandlerError('internal', {
    detail: isObject(said)
      ? `authorize returned an object whose user is ${kindOf(said.user)}, not a name.`
      : `authorize returned ${kindOf(said)}, not true, false, {user} or a Response.`,
  });
}

async function keyOf({apiKey}: TokenHandlerOptions, limits: HostCallLimits): Promise<string> {
  const key: unknown =
    typeof apiKey === 'function' ? await callHost({...limits, name: 'apiKey'}, () => apiKey()) : apiKey;
  if (typeof key === 'string' && key.trim()) return key.trim(); // Files of secrets often end with a line break.
  throw new TokenHandlerError('internal', {
    detail: 'There is no apiKey: is OPENAI_API_KEY set on this server?',
  });
}

async function sessionOf(
  {session}: TokenHandlerOptions,
  request: Request,
  user: string | undefined,
  limits: HostCallLimits,
): Promise<SessionSettings> {
  if (typeof session !== 'function') return session;
  const settings: unknown = await callHost({...limits, name: 'session'}, () => session(request, user));
  if (isObject(settings)) return settings;
  throw new TokenHandlerError('internal', {detail: `session returned ${kindOf(settings)}, not an object.`});
}

function refused(error: TokenHandlerError, headers: Record<string, string>): Response {
  const {code, message, status, retryAfterSeconds} = error;
  return Response.json(
    {error: {code, message}},
    {
      status,
      headers: {
        ...headers,
        ...(status === 405 && {Allow: 'POST, GET, HEAD, OPTIONS'}),
        ...(retryAfterSeconds !== undefined && {'Retry-After': String(retryAfterSeconds)}),
      },
    },
  );
}

function checkRequest(request: Request): void {
  if (typeof (request as Partial<Request> | undefined)?.headers?.get === 'function') return;
  throw new TypeError('The handler was not given a Request. Node and Express need toNodeListener(handler).');
}

function refusedOrigin(request: Request): string {
  const origin = request.headers.get('Origin');
  if (!origin) return 'The request names no origin: it does not come from a page of a current browser.';
  const host = request.headers.get('Host') ?? new URL(request.url).host;
  return logLine(`The origin ${origin} is not this endpoint's own (Host: ${host}), nor in allowedOrigins.`);
}
