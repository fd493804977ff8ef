import {checkHostOptions, checkRange} from './check-options.js';
import {createHostHandler, type Endpoint, type HostHandler} from './host-handler.js';
import type {HostRequest} from './host-request.js';
import {mintToken} from './mint-token.js';
import {defaultExpiresAfter, upstreamOf, type SessionSettings, type TokenHandlerOptions} from './options.js';
import {tell} from './report.js';
import {TokenHandlerError} from './token-handler-error.js';

/** Answers a request for a token. It never rejects. */
export type TokenHandler = HostHandler;

const endpoint: Endpoint<TokenHandlerError> = {
  maker: 'createTokenHandler',
  title: 'Token endpoint',
  methods: ['POST', 'GET'],
  Failure: TokenHandlerError,
};

/**
 * Makes the token endpoint of a site: it asks the realtime API for a token that is good for one session and a short
 * time, and hands it to the pages that may have it.
 *
 * Answers with `{value, expires_at}`, or with a status and `{error: {code, message}}`.
 * @throws {TypeError} when an option is missing or wrong, in one sentence
 */
export function createTokenHandler(options: TokenHandlerOptions): TokenHandler {
  checkHostOptions(endpoint.maker, options);
  checkRange(endpoint.maker, 'expiresAfter', options.expiresAfter ?? defaultExpiresAfter, 10, 7_200);
  return createHostHandler(endpoint, options, asked => answer(options, asked));
}

async function answer(options: TokenHandlerOptions, asked: HostRequest<SessionSettings>): Promise<Response> {
  const person = await asked.authorize();
  if (person instanceof Response) return person;
  const client = await asked.count(person);
  const [apiKey, session] = await Promise.all([asked.apiKey(), asked.session(person)]);
  const {expiresAfter = defaultExpiresAfter, onSuccess} = options;
  const askedAt = performance.now();
  const {headers, limits} = asked;
  const token = await mintToken(upstreamOf(options), {apiKey, session, expiresAfter, limits});
  if (onSuccess) {
    const report = {...asked.reportOf(client, person, askedAt), expiresAt: token.expires_at};
    tell(endpoint.title, 'onSuccess', () => onSuccess(report));
  }
  return Response.json(token, {headers});
}
