import {callHost, kindOf} from './host-callback.js';
import {HostError} from './host-error.js';
import {createHostHandler, type Endpoint, type HostHandler} from './host-handler.js';
import type {HostRequest, Person} from './host-request.js';
import {makeSession, type MadeSession} from './live-session.js';
import {takeOffer, type Offer} from './offer.js';
import {upstreamOf} from './options.js';
import {tell} from './report.js';
import {SessionHandlerError} from './session-handler-error.js';
import {
  checkSessionOptions,
  defaultMaxHistoryCharacters,
  type LiveSessionSettings,
  type SessionHandlerOptions,
} from './session-options.js';

/** Answers an offer with a session. It never rejects. */
export type SessionHandler = HostHandler;

const endpoint: Endpoint<SessionHandlerError> = {
  maker: 'createSessionHandler',
  title: 'Session endpoint',
  methods: ['POST'],
  Failure: SessionHandlerError,
};

/**
 * Makes the session endpoint of a site for GPT-Live, which has no tokens for browsers: the page sends its offer, this has
 * a session made with the key of the site, and passes the answer back. Each session costs 15 seconds at once.
 *
 * Takes `POST` with `{type: 'offer', sdp, history?, previousSessionId?}` as JSON, and answers 201 with
 * `{session: {id}, transport: {type: 'webrtc', sdp}}`; takes an offer as `application/sdp`, too, and answers with the
 * description alone. What fails is a status and `{error: {code, message}}`.
 * @throws {TypeError} when an option is missing or wrong, in one sentence
 */
export function createSessionHandler(options: SessionHandlerOptions): SessionHandler {
  checkSessionOptions(endpoint.maker, options);
  return createHostHandler(endpoint, options, asked => answer(options, asked));
}

async function answer(
  options: SessionHandlerOptions,
  asked: HostRequest<LiveSessionSettings>,
): Promise<Response> {
  const readOffer = takeOffer(asked.request);
  const person = await asked.authorize();
  if (person instanceof Response) return person;
  const {limits} = asked;
  const offer = await readOffer(limits);
  const client = await asked.count(person);
  const [apiKey, settings, forkOf] = await Promise.all([
    asked.apiKey(),
    asked.session(person),
    sessionToFork(options, asked, offer, person),
  ]);
  const askedAt = performance.now();
  const made = await makeSession(upstreamOf(options), {
    apiKey,
    settings,
    offer,
    forkOf,
    user: person.user,
    allowedClientEvents: options.allowedClientEvents ?? [],
    maxHistoryCharacters: options.maxHistoryCharacters ?? defaultMaxHistoryCharacters,
    limits,
  });
  const {onSuccess} = options;
  if (onSuccess) {
    const {id: sessionId, forkOf: from, forkFailure} = made;
    const report = {...asked.reportOf(client, person, askedAt), sessionId, forkOf: from, forkFailure};
    tell(endpoint.title, 'onSuccess', () => onSuccess(report));
  }
  return responseOf(made, offer, asked.headers);
}

/** @returns the session that the page may continue */
async function sessionToFork(
  {allowFork}: SessionHandlerOptions,
  {request, limits}: HostRequest<LiveSessionSettings>,
  {previousSessionId}: Offer,
  {user}: Person,
): Promise<string | undefined> {
  if (!allowFork || previousSessionId === undefined) return undefined;
  const said: unknown = await callHost({...limits, name: 'allowFork'}, () =>
    allowFork(previousSessionId, request, user),
  );
  if (said === true) return previousSessionId;
  if (said === false || said === undefined || said === null) return undefined;
  throw new HostError('internal', {detail: `allowFork returned ${kindOf(said)}, not true or false.`});
}

function responseOf({id, sdp}: MadeSession, {isPlain}: Offer, given: HostRequest['headers']): Response {
  const status = 201;
  if (isPlain) return new Response(sdp, {status, headers: {...given, 'Content-Type': 'application/sdp'}});
  return Response.json({session: {id}, transport: {type: 'webrtc', sdp}}, {status, headers: given});
}
