import {isHostError, HostError} from './host-error.js';
import type {HostCallLimits} from './host-callback.js';
import {liveInput} from './live-input.js';
import {defaultClientEvents, responsesClientEvents} from './live-wire.js';
import type {Offer} from './offer.js';
import {isObject, type UpstreamOptions} from './options.js';
import type {LiveSessionSettings} from './session-options.js';
import {askUpstream, parsed} from './upstream.js';

const openaiLiveSessions = 'https://api.openai.com/v1/live/sessions';

/** What the upstream says of these is said of the session to fork, not of the site. */
const forkFailures = [400, 404, 409, 410, 422];

/** A session that was made. */
export interface MadeSession {
  readonly id: string;
  readonly sdp: string;
  readonly forkOf?: string;
  readonly forkFailure?: string;
}

export interface LiveSessionRequest {
  readonly apiKey: string;
  readonly settings: LiveSessionSettings;
  readonly offer: Offer;
  /** A stored session that the new one continues. */
  readonly forkOf?: string;
  readonly user?: string;
  readonly allowedClientEvents: readonly string[];
  readonly maxHistoryCharacters: number;
  readonly limits: HostCallLimits;
}

/**
 * Has a session made; where the one to continue cannot be continued, a new one.
 * @throws {HostError} one of the `upstream-…` codes, `internal` for what the host gave, or `client-gone`
 */
export async function makeSession(
  upstream: UpstreamOptions,
  request: LiveSessionRequest,
): Promise<MadeSession> {
  const {forkOf} = request;
  if (forkOf === undefined) return makeNew(upstream, request);
  try {
    return {...(await fork(upstream, request, forkOf)), forkOf};
  } catch (error) {
    if (!isHostError(error) || !forkFailures.includes(error.upstreamStatus ?? 0)) throw error;
    return {...(await makeNew(upstream, request)), forkFailure: error.detail};
  }
}

async function makeNew(upstream: UpstreamOptions, request: LiveSessionRequest): Promise<MadeSession> {
  const {settings, offer, maxHistoryCharacters, user} = request;
  const {input: given, safety_identifier: identifier, ...rest}: Record<string, unknown> = {...settings};
  const own: readonly unknown[] = Array.isArray(given) ? given : [];
  const input = [...own, ...liveInput(own, offer.history, maxHistoryCharacters)];
  const safetyIdentifier = identifier === undefined && user ? await hashOf(user) : identifier;
  return ask(upstream, request, upstream.url ?? openaiLiveSessions, {
    ...rest,
    ...(input.length && {input}),
    // The API refuses fields that it does not know: what is not needed is not there.
    ...(safetyIdentifier !== undefined && safetyIdentifier !== null && {safety_identifier: safetyIdentifier}),
    client: clientOf(request),
  });
}

/** Model, voice, instructions and what was said are those of the stored session. */
function fork(upstream: UpstreamOptions, request: LiveSessionRequest, forkOf: string): Promise<MadeSession> {
  const url = new URL(upstream.url ?? openaiLiveSessions);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(forkOf)}/fork`;
  const {store}: Record<string, unknown> = {...request.settings};
  return ask(upstream, request, url.href, {...(store !== undefined && {store}), client: clientOf(request)});
}

async function ask(
  upstream: UpstreamOptions,
  {apiKey, offer, limits}: LiveSessionRequest,
  url: string,
  session: object,
): Promise<MadeSession> {
  const body = {session, transport: {type: 'webrtc', sdp: offer.sdp}};
  return sessionIn(
    await askUpstream(upstream, {url, apiKey, body, limits, isPrivate: 'input' in session}),
    apiKey,
  );
}

/** Without `allowed_client_events` a page may send everything. */
function clientOf({settings, allowedClientEvents}: LiveSessionRequest): object {
  const {client, delegation}: Record<string, unknown> = {...settings};
  const channel = isObject(client) && isObject(client.data_channel) ? client.data_channel : {};
  const delegates = isObject(delegation) && delegation.type === 'responses';
  const {allowed_client_events: own = [...defaultClientEvents, ...(delegates ? responsesClientEvents : [])]} =
    channel;
  const allowed: unknown = Array.isArray(own)
    ? [...new Set([...(own as unknown[]), ...allowedClientEvents])]
    : own;
  return {
    ...(isObject(client) && client),
    data_channel: {...channel, allowed_client_events: allowed},
  };
}

/** The service tells people apart, and does not learn the name, which may be an address of mail. */
async function hashOf(user: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(user));
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
}

/** The session in the upstream's answer. Nothing else of the answer is passed on. */
function sessionIn(text: string, apiKey: string): MadeSession {
  const answer = parsed(text);
  const {session, transport} = isObject(answer) ? answer : {};
  const {id} = isObject(session) ? session : {};
  const {sdp} = isObject(transport) ? transport : {};
  if (typeof id !== 'string' || !/^[\x21-\x7e]+$/.test(id)) {
    throw new HostError('upstream-answer', {detail: 'The upstream answered without the id of a session.'});
  }
  if (typeof sdp !== 'string' || !/^v=0\r?\n/.test(sdp)) {
    throw new HostError('upstream-answer', {detail: 'The upstream answered without a session description.'});
  }
  if (id.startsWith('sk-') || [id, sdp].some(value => value.includes(apiKey))) {
    throw new HostError('upstream-answer', {detail: 'The upstream answered with a long-lived key.'});
  }
  return {id, sdp};
}
