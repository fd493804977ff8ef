import {VoiceError} from '../state/voice-error.js';
import {withDeadline} from './deadline.js';
import {pause} from './pause.js';
import {answeredPage, refused, retryAfter} from './refused.js';

/** What opens a conversation with an agent of ElevenLabs. */
export interface SignedUrlResponse {
  /** A `wss:` address that ElevenLabs has signed; that of a public agent needs no signature. */
  readonly signed_url: string;
  /** Values for the variables in what the agent was told to be and to say. */
  readonly dynamic_variables?: Readonly<Record<string, string | number | boolean>>;
  /** Who talks, in the words of the host. */
  readonly user_id?: string;
  /** What is different from the agent's own configuration, as far as that allows it. */
  readonly conversation_config_override?: object;
  /** For the agent's own model, where its owner brings one. */
  readonly custom_llm_extra_body?: object;
}

/** What opens a room of LiveKit. */
export interface RoomTokenResponse {
  readonly server_url: string;
  readonly participant_token: string;
}

/** What a token endpoint, or `getToken`, may answer. OpenAI's own answer fits; `url` is for models of the AI SDK. */
export type TokenResponse =
  | {readonly value: string; readonly expires_at?: number}
  | {readonly token: string; readonly expires_at?: number}
  | {readonly token: string; readonly url: string; readonly expiresAt?: number}
  | {readonly client_secret: {readonly value: string; readonly expires_at?: number}}
  | RoomTokenResponse
  | SignedUrlResponse;

/** How a token is asked for: `auto` posts, and gets once where the endpoint does not take a POST. */
export type TokenMethod = 'auto' | 'POST' | 'GET';

/** Where tokens come from. */
export interface TokenSource {
  /** Endpoint of the host site. */
  readonly tokenEndpoint?: string;
  /** @default 'auto' */
  readonly tokenMethod?: TokenMethod;
  /** Headers, credentials and whatever else the request needs. */
  readonly tokenRequest?: RequestInit;
  /** Instead of an endpoint. */
  readonly getToken?: (signal: AbortSignal) => Promise<string | TokenResponse>;
}

/** Whether the page says where tokens come from. */
export function hasTokenSource({getToken, tokenEndpoint}: TokenSource): boolean {
  return Boolean(getToken || tokenEndpoint);
}

const timeoutMs = 10_000;
/** A server that asks for more patience than this is reported instead of waited for. */
const maxWaitMs = 5_000;
const retryDelayMs = 300;

/**
 * Asks the host site for what opens a call. Retries once on network failure or a 5xx status.
 * @returns all that it answers: what JSON gave, or the text where that is no JSON
 * @throws {VoiceError} `token-config`, `token-network`, `token-status` or `token-shape`, or the signal's reason
 */
export async function requestCredentials(source: TokenSource, signal: AbortSignal): Promise<unknown> {
  if (source.getToken) return attempt(signal, source.getToken);
  if (!hasTokenSource(source)) throw new VoiceError('token-config');
  const method = source.tokenMethod ?? 'auto';
  let answer = await askTwice(source, method === 'GET' ? 'GET' : 'POST', signal);
  if (method === 'auto' && (answer.response.status === 404 || answer.response.status === 405)) {
    answer = await askTwice(source, 'GET', signal);
  }
  if (!answer.response.ok) throw await refused('token-status', answer.response, answer.text);
  // Whatever type it claims to be: a token in plain text is often sent as HTML.
  if (answer.text.trimStart().startsWith('<')) throw await answeredPage(answer.response, answer.text);
  return answer.isJson ? parsed(answer.text) : answer.text.trim();
}

interface Answer {
  readonly response: Response;
  readonly isJson: boolean;
  readonly text: string;
}

/** Once more where the network failed or the server did, after the pause it asks for. */
async function askTwice(source: TokenSource, method: string, signal: AbortSignal): Promise<Answer> {
  const ask = () => attempt(signal, limited => askOnce(source, method, limited));
  const first = await ask().catch(() => null);
  if (first && first.response.status < 500) return first;
  const waitMs = ((first && retryAfter(first.response.headers)) ?? 0) * 1000;
  if (first && waitMs > maxWaitMs) return first;
  await pause(Math.max(waitMs, retryDelayMs), signal);
  return ask();
}

async function askOnce(source: TokenSource, method: string, signal: AbortSignal): Promise<Answer> {
  const headers = new Headers(source.tokenRequest?.headers);
  if (!headers.has('Accept')) headers.set('Accept', 'application/json');
  const response = await fetch(source.tokenEndpoint!, {
    credentials: 'same-origin',
    cache: 'no-store',
    ...source.tokenRequest,
    ...(method === 'GET' && {body: undefined}),
    method,
    headers,
    signal,
  });
  const text = await response.text();
  return {
    response,
    isJson: /\bjson\b/i.test(response.headers.get('Content-Type') ?? '') || text.trimStart().startsWith('{'),
    text,
  };
}

/** Within the time a token may take; what goes wrong is typed. */
async function attempt<T>(signal: AbortSignal, act: (limited: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await withDeadline(timeoutMs, signal, act);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof VoiceError ? error : new VoiceError('token-network', {cause: error});
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new VoiceError('token-shape');
  }
}
