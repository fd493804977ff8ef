import {describeError, logLine} from './describe-error.js';
import {HostError, isHostError, type HostErrorDetails} from './host-error.js';
import {HostRequest} from './host-request.js';
import type {HostHandlerOptions} from './options.js';
import {Origins} from './origins.js';
import {RateLimit} from './rate-limit.js';
import {reporter} from './report.js';

/** Answers a request of a page. It never rejects. */
export type HostHandler = (request: Request) => Promise<Response>;

/** What differs between the endpoints of a host site. */
export interface Endpoint<Failure extends HostError> {
  /** The function of this package that makes its handler. */
  readonly maker: string;
  /** As a line of the log begins. */
  readonly title: string;
  /** With what it is asked for what it makes; `HEAD` and `OPTIONS` are answered as well. */
  readonly methods: readonly string[];
  /** Where hosts keep the key. Default: `OPENAI_API_KEY`. */
  readonly keyName?: string;
  /** The failure as this endpoint tells it. */
  readonly Failure: new (code: Failure['code'], details: HostErrorDetails) => Failure;
}

/**
 * Makes a handler: who may ask, with what, and how failures are told is the same for all of them.
 * @param serve answers a request that came from a page that may ask
 * @throws {TypeError} when an origin is none
 */
export function createHostHandler<Settings extends object, Failure extends HostError, Report>(
  endpoint: Endpoint<Failure>,
  options: HostHandlerOptions<Settings, Failure, Report>,
  serve: (asked: HostRequest<Settings>) => Promise<Response>,
): HostHandler {
  const {maker, title, methods} = endpoint;
  const origins = new Origins(options.allowedOrigins ?? [], maker);
  const rateLimit = options.rateLimit === false ? null : new RateLimit(options.rateLimit ?? {}, maker);
  const report = reporter(title, options.onError);

  async function answer(request: Request, headers: Record<string, string>): Promise<Response> {
    // A monitor that asks whether the endpoint is there costs nothing, and no client's limit.
    if (request.method === 'HEAD') return new Response(null, {headers});
    if (![...methods, 'OPTIONS'].includes(request.method)) throw new HostError('method-not-allowed');
    if (!origins.allows(request)) throw new HostError('origin-refused', {detail: refusedOrigin(request)});
    if (request.method === 'OPTIONS') return origins.preflight(request, methods);
    return serve(new HostRequest(request, headers, options, rateLimit, endpoint.keyName));
  }

  return async request => {
    let headers: Record<string, string> = {'Cache-Control': 'no-store'};
    try {
      checkRequest(request);
      headers = {...headers, ...origins.headers(request)};
      return await answer(request, headers);
    } catch (error) {
      const failure = asFailure(endpoint, error);
      report(failure);
      return refused(failure, headers, methods);
    }
  };
}

function asFailure<Failure extends HostError>({Failure}: Endpoint<Failure>, error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!isHostError(error)) {
    return new Failure('internal', {detail: describeError(error), cause: error});
  }
  const {code, detail, retryAfterSeconds, upstreamStatus, cause} = error;
  return new Failure(code, {detail, retryAfterSeconds, upstreamStatus, cause});
}

function refused(error: HostError, headers: Record<string, string>, methods: readonly string[]): Response {
  const {code, message, status, retryAfterSeconds} = error;
  return Response.json(
    {error: {code, message}},
    {
      status,
      headers: {
        ...headers,
        ...(status === 405 && {Allow: [...methods, 'HEAD', 'OPTIONS'].join(', ')}),
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
