import {callHost, kindOf} from './host-callback.js';
import {HostError} from './host-error.js';
import {createHostHandler, type Endpoint, type HostHandler} from './host-handler.js';
import type {HostRequest} from './host-request.js';
import {
  checkLiveKitOptions,
  defaultRoomExpiresAfter,
  type LiveKitRoomSettings,
  type LiveKitTokenHandlerOptions,
} from './livekit-options.js';
import {makeLiveKitToken} from './livekit-token.js';
import {tell} from './report.js';
import {TokenHandlerError} from './token-handler-error.js';

const endpoint: Endpoint<TokenHandlerError> = {
  maker: 'createLiveKitTokenHandler',
  title: 'Token endpoint',
  methods: ['POST', 'GET'],
  Failure: TokenHandlerError,
  keyName: 'LIVEKIT_API_KEY',
};

/**
 * Makes the token endpoint of a site for `backend="livekit"`: a page that may talk gets a token for a room. No other
 * server is asked for it; what the page sends is not read.
 *
 * Answers 201 with `{server_url, participant_token}`, as LiveKit's own token servers do, or with a status and
 * `{error: {code, message}}`.
 * @throws {TypeError} when an option is missing or wrong, in one sentence
 */
export function createLiveKitTokenHandler(options: LiveKitTokenHandlerOptions): HostHandler {
  checkLiveKitOptions(endpoint.maker, options);
  const {session = {}} = options;
  return createHostHandler(endpoint, {...options, session}, asked => answer(options, asked));
}

async function answer(
  options: LiveKitTokenHandlerOptions,
  asked: HostRequest<LiveKitRoomSettings>,
): Promise<Response> {
  const person = await asked.authorize();
  if (person instanceof Response) return person;
  const client = await asked.count(person);
  const askedAt = performance.now();
  const [apiKey, apiSecret, settings] = await Promise.all([
    asked.apiKey(),
    secretOf(options, asked),
    asked.session(person),
  ]);
  const {expiresAfter = defaultRoomExpiresAfter, serverUrl, onSuccess} = options;
  const expiresAt = Math.floor(Date.now() / 1000) + expiresAfter;
  const token = await makeLiveKitToken({apiKey, apiSecret, settings, user: person.user, expiresAt});
  if (onSuccess) {
    const report = {...asked.reportOf(client, person, askedAt), expiresAt};
    tell(endpoint.title, 'onSuccess', () => onSuccess(report));
  }
  const made = {server_url: serverUrl, participant_token: token};
  return Response.json(made, {status: 201, headers: asked.headers});
}

async function secretOf(
  {apiSecret}: LiveKitTokenHandlerOptions,
  {limits}: HostRequest<LiveKitRoomSettings>,
): Promise<string> {
  const secret: unknown =
    typeof apiSecret === 'function'
      ? await callHost({...limits, name: 'apiSecret'}, () => apiSecret())
      : apiSecret;
  if (typeof secret === 'string' && secret.trim()) return secret.trim();
  const detail = `apiSecret is ${kindOf(secret)}: is LIVEKIT_API_SECRET set on this server?`;
  throw new HostError('internal', {detail});
}
