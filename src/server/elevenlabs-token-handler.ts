import {checkHostOptions} from './check-options.js';
import {createHostHandler, type Endpoint} from './host-handler.js';
import {HostError} from './host-error.js';
import type {HostRequest} from './host-request.js';
import {isObject, upstreamOf, type HostHandlerOptions, type UpstreamOptions} from './options.js';
import {tell, type HostReport} from './report.js';
import {TokenHandlerError} from './token-handler-error.js';
import type {TokenHandler} from './token-handler.js';
import {askUpstream, parsed} from './upstream.js';

/** Which agent a page talks with, and what of it is different for this person. */
export interface ElevenLabsSessionSettings {
  /** Of the agent, as its page in the dashboard shows it. */
  readonly agent_id: string;
  /** A branch of the agent. Default: the main one. */
  readonly branch_id?: string;
  /** The environment that the agent's variables are of. Default: `production`. */
  readonly environment?: string;
  /** Values for the variables in what the agent was told to be and to say. The page can read them. */
  readonly dynamic_variables?: Readonly<Record<string, string | number | boolean>>;
  /** Who talks, for the service's own records. The page can read it. */
  readonly user_id?: string;
  /**
   * What is different from the agent's configuration, as far as that allows it. The page can read it, and change it: what a
   * person must not know or choose belongs to the agent.
   */
  readonly conversation_config_override?: object;
  /** For a model of your own behind the agent. The page can read it, and change it. */
  readonly custom_llm_extra_body?: object;
}

/** What `createElevenLabsTokenHandler` takes. */
export type ElevenLabsTokenHandlerOptions = HostHandlerOptions<
  ElevenLabsSessionSettings,
  TokenHandlerError,
  HostReport
>;

const getSignedUrl = 'https://api.elevenlabs.io/v1/convai/conversation/get-signed-url';
/** What goes to the service, in the address; */
const addressFields = ['agent_id', 'branch_id', 'environment'] as const;
/** and what the page says when it begins the conversation. */
const pageFields = [
  'dynamic_variables',
  'user_id',
  'conversation_config_override',
  'custom_llm_extra_body',
] as const;

const endpoint: Endpoint<TokenHandlerError> = {
  maker: 'createElevenLabsTokenHandler',
  title: 'ElevenLabs token endpoint',
  methods: ['POST', 'GET'],
  keyName: 'ELEVENLABS_API_KEY',
  Failure: TokenHandlerError,
};

/**
 * Makes the token endpoint of a site for agents of ElevenLabs: it has the service sign an address that opens one
 * conversation within 15 minutes, and hands it to the pages that may have it.
 *
 * Answers with `{signed_url}` and what `session` says of the conversation, or with a status and `{error: {code, message}}`.
 * @throws {TypeError} when an option is missing or wrong, in one sentence
 */
export function createElevenLabsTokenHandler(options: ElevenLabsTokenHandlerOptions): TokenHandler {
  checkHostOptions(endpoint.maker, options, endpoint.keyName);
  const {session} = options;
  if (typeof session !== 'function' && !hasAgent(session))
    throw new TypeError(`${endpoint.maker} needs a session with the agent_id of an agent.`);
  return createHostHandler(endpoint, options, asked => answer(options, asked));
}

async function answer(
  options: ElevenLabsTokenHandlerOptions,
  asked: HostRequest<ElevenLabsSessionSettings>,
): Promise<Response> {
  const person = await asked.authorize();
  if (person instanceof Response) return person;
  const client = await asked.count(person);
  const [apiKey, session] = await Promise.all([asked.apiKey(), asked.session(person)]);
  if (!hasAgent(session)) throw new HostError('internal', {detail: 'session returned no agent_id.'});
  const askedAt = performance.now();
  const {headers, limits} = asked;
  const upstream = upstreamOf(options);
  const request = {url: addressOf(upstream, session), apiKey, limits};
  const signed_url = urlIn(
    await askUpstream({...upstream, headers: upstream.headers ?? ownHeaders}, request),
    apiKey,
  );
  const {onSuccess} = options;
  if (onSuccess) {
    const report = asked.reportOf(client, person, askedAt);
    tell(endpoint.title, 'onSuccess', () => onSuccess(report));
  }
  const said = pageFields.filter(name => session[name] !== undefined).map(name => [name, session[name]]);
  return Response.json({signed_url, ...Object.fromEntries(said)}, {headers});
}

function hasAgent({agent_id}: ElevenLabsSessionSettings): boolean {
  return typeof agent_id === 'string' && agent_id.trim() !== '';
}

function addressOf({url = getSignedUrl}: UpstreamOptions, session: ElevenLabsSessionSettings): string {
  const address = new URL(url);
  for (const name of addressFields) {
    const value = session[name];
    if (value !== undefined) address.searchParams.set(name, value);
  }
  return address.href;
}

function ownHeaders(apiKey: string): Record<string, string> {
  return {'xi-api-key': apiKey};
}

/** The address in the answer of the service. Nothing else of it is passed on. */
function urlIn(text: string, apiKey: string): string {
  const answer = parsed(text);
  const {signed_url: url} = isObject(answer) ? answer : {};
  if (typeof url !== 'string' || !/^wss?:/.test(url) || !URL.canParse(url))
    throw new HostError('upstream-answer', {detail: 'The upstream answered without a signed_url.'});
  if (url.includes(apiKey))
    throw new HostError('upstream-answer', {detail: 'The upstream answered with the key.'});
  return url;
}
