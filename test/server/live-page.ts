import {after, afterEach, before, beforeEach} from 'node:test';
import {
  createSessionHandler,
  type SessionHandler,
  type SessionHandlerError,
  type SessionHandlerOptions,
} from '../../src/server/index.js';
import {sendJson, startStubUpstream, type StubUpstream} from './stub-upstream.js';

/* A page that asks for sessions, and the service that makes them. */

export const apiKey = 'sk-proj-abcdefgh12345678';

export const offerSdp = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/AVP 111',
  'a=candidate:1 1 udp 2113937151 192.0.2.1 50123 typ host',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  '',
].join('\r\n');

export const answerSdp = 'v=0\r\no=- 3 4 IN IP4 127.0.0.1\r\nm=audio 9 UDP/TLS/RTP/AVP 111\r\n';

/** What the upstream was asked to make. */
export interface AskedSession {
  readonly session: Readonly<Record<string, unknown>> & {
    readonly input?: readonly {
      readonly role: string;
      readonly content: readonly {readonly type: string; readonly text: string}[];
    }[];
    readonly client?: {readonly data_channel: {readonly allowed_client_events: unknown}};
  };
  readonly transport: unknown;
}

/** Makes sessions from now on, as the API answers. */
export function makeSessions(upstream: StubUpstream): void {
  upstream.answer = response =>
    sendJson(response, 201, {
      session: {id: `live_${upstream.asked.length}`, instructions: 'secret instructions'},
      transport: {type: 'webrtc', sdp: answerSdp},
    });
}

export function askedOf({asked}: StubUpstream, index = asked.length - 1): AskedSession {
  return asked[index]?.body as AskedSession;
}

export function sessionHandler(
  upstream: StubUpstream,
  options: Partial<SessionHandlerOptions> = {},
): SessionHandler {
  return createSessionHandler({
    apiKey,
    session: {model: 'gpt-live-1', instructions: 'You sell flowers.'},
    upstream: upstream.url,
    rateLimit: false,
    onError: () => {},
    ...options,
  });
}

/** A request as a page of the endpoint's own site sends it. */
export function request(body: BodyInit | null, init: RequestInit = {}, type = 'application/json'): Request {
  return new Request('https://shop.example/session', {
    method: 'POST',
    body,
    ...init,
    headers: {'Sec-Fetch-Site': 'same-origin', 'Content-Type': type, ...(init.headers as object)},
  });
}

export function offer(more: object = {}, init: RequestInit = {}): Request {
  return request(JSON.stringify({type: 'offer', sdp: offerSdp, ...more}), init);
}

export async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as {error: {code: string}}).error.code;
}

/** What the tests of a file share: a service that makes sessions, and a handler that asks it. */
export interface LiveHost {
  readonly upstream: StubUpstream;
  /** What the handlers told. */
  readonly errors: SessionHandlerError[];
  readonly handler: (options?: Partial<SessionHandlerOptions>) => SessionHandler;
}

/** Starts them before the tests of the file. */
export function liveHost(): LiveHost {
  let upstream: StubUpstream;
  const errors: SessionHandlerError[] = [];
  before(async () => (upstream = await startStubUpstream()));
  after(() => upstream.close());
  beforeEach(() => makeSessions(upstream));
  afterEach(() => {
    upstream.asked.length = 0;
    errors.length = 0;
  });
  return {
    get upstream() {
      return upstream;
    },
    errors,
    handler: options => sessionHandler(upstream, {onError: error => errors.push(error), ...options}),
  };
}
