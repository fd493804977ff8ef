import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';
import type {WebSocket} from 'ws';
import {Call, type CallOptions} from './call/call.js';
import {Calls} from './call/calls.js';
import {sharedServices} from './engine-services.js';
import {ConversationEngine} from './engine/engine.js';
import {ClientEventError, type WireEvent} from './engine/events.js';
import {CurrentFaults, RequestedFaults} from './faults/current-faults.js';
import type {FaultOptions} from './faults/fault-table.js';
import {Access} from './http/access.js';
import {allowOrigin} from './http/cors.js';
import {answerOfferRequest} from './http/offer-endpoint.js';
import {RequestLog} from './http/request-log.js';
import type {RequestRecord} from './http/request-record.js';
import {requestUrl} from './http/request-url.js';
import {sendError, sendJson, sendText, type ErrorDetails} from './http/responses.js';
import type {Route} from './http/route.js';
import {answerTokenRequest} from './http/token-endpoint.js';
import {TokenStore, type Token, type TokenProblem} from './http/tokens.js';
import {LiveEndpoints} from './live/live-endpoints.js';
import type {RealtimeServerOptions} from './options.js';
import type {TextToSpeech} from './speech/text-to-speech.js';
import {loadWebRtc} from './webrtc/load.js';
import {StreamedOutput} from './websocket/streamed-output.js';
import {answerUpgrade, authorizationOf, refuseUpgrade} from './websocket/upgrade.js';
import {WebSocketTransport} from './websocket/websocket-transport.js';

/** What a server is made of. */
export interface ServerParts {
  readonly options: RealtimeServerOptions;
  /** The voice where the options have none. */
  createVoice(): TextToSpeech;
}

/** A local realtime peer without a port of its own: mount `handle` in any HTTP server. */
export class RealtimeServer {
  /** Live and past calls, oldest first. */
  readonly calls: readonly Call[];
  /** HTTP requests that were meant for this server, oldest first. */
  readonly requests: readonly RequestRecord[];
  readonly tokens = new TokenStore();
  protected readonly access: Access;
  readonly #options: RealtimeServerOptions;
  readonly #speak: TextToSpeech;
  readonly #faults: CurrentFaults;
  readonly #calls: Calls;
  readonly #live: LiveEndpoints;
  readonly #log: RequestLog;
  readonly #upgrading = new Set<Duplex>();

  constructor({options, createVoice}: ServerParts) {
    this.#options = options;
    this.access = new Access(options);
    this.#faults = new CurrentFaults(options.faults ?? {});
    this.#speak = options.speak ?? createVoice();
    const print = (line: string) => {
      if (options.log) console.log(line);
    };
    this.#log = new RequestLog(print);
    this.#calls = new Calls({
      ...options,
      services: sharedServices(options, this.#speak),
      faults: this.#faults,
      print,
    });
    this.#live = new LiveEndpoints(this.#calls, this.#faults, this.access, options.liveSession);
    this.calls = this.#calls.all;
    this.requests = this.#log.records;
  }

  /** Loads everything that would make the first call slower than the others. */
  async warmUp(): Promise<void> {
    const {warmUpWebRtc} = await loadWebRtc();
    await Promise.all([this.#speak.warmUp?.(), warmUpWebRtc?.()]);
  }

  /** Replaces all faults; they hold for running calls, too. `{}` mends everything. */
  setFaults(faults: FaultOptions): void {
    this.#faults.replace(faults);
  }

  /** The first call, past or to come, that fulfils the condition. */
  waitForCall(predicate: (call: Call) => boolean = () => true, timeoutMs = 5000): Promise<Call> {
    return this.#calls.waitFor(predicate, timeoutMs);
  }

  /** Answers the request if it is one of this server's; otherwise false, and it is untouched. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = requestUrl(request.url);
    const route = url && this.#route(url.pathname);
    if (!route) return false;
    if (!this.access.isExpectedHost(request)) {
      sendError(response, 403, {message: 'This server answers to the names of this machine only.'});
      return true;
    }
    if (route !== this.#health) this.#log.add(request, response, url.pathname);
    allowOrigin(request, response, this.access);
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return true;
    }
    try {
      await route(request, response, url);
    } catch (error) {
      if (!response.headersSent) sendError(response, 400, toDetails(error));
      else response.destroy();
    }
    return true;
  }

  /** Takes a request for a WebSocket if it is one of this server's; otherwise false, and it is untouched. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = requestUrl(request.url);
    if (url?.pathname !== '/v1/realtime') return false;
    this.#upgrading.add(socket);
    socket.once('close', () => this.#upgrading.delete(socket));
    try {
      this.#upgrade(url, request, socket, head);
    } catch {
      refuseUpgrade(socket, 400); // Its faults have wrong names.
    }
    return true;
  }

  /** Ends all calls and lets go of everything. */
  async close(): Promise<void> {
    this.#log.dropHanging();
    await this.#calls.close();
    for (const socket of this.#upgrading) socket.destroy();
    // A synthesizer that was passed in belongs to the caller, who closes it.
    if (!this.#options.speak) await this.#speak.close?.();
  }

  #upgrade(url: URL, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!this.access.isExpectedHost(request) || !this.access.isExpectedOrigin(request))
      return refuseUpgrade(socket, 403);
    const token = this.#admit(authorizationOf(request));
    const {expression, faults} = this.#requestedFaults(url);
    const own = {...(typeof token === 'string' ? {} : token.faults), ...faults};
    answerUpgrade(request, socket, head, token, this.#faults.with(own), {
      failsNow: times => this.#faults.failsNow(`upgrade ${expression}`, times),
      open: (opened, accepted) => this.#openSocket(opened, accepted, url.searchParams.get('model'), own),
    }).catch(() => socket.destroy());
  }

  /** The token of an `Authorization` header. The key itself opens calls, too, as it does with the API. */
  #admit(authorization: string | undefined): Token | TokenProblem {
    if (this.access.hasKey(authorization)) return {value: '', expiresAt: Infinity, session: {}, faults: {}};
    return this.tokens.check(authorization);
  }

  #requestedFaults(url: URL): RequestedFaults {
    return new RequestedFaults(url, this.access.requestFaults);
  }

  #route(path: string): Route | undefined {
    if (path === '/health') return this.#health;
    if (path === '/token') return this.#mint;
    if (path === '/v1/realtime/client_secrets') return this.#mintUpstream;
    if (path === '/v1/realtime/calls') return this.#takeOffer;
    return this.#live.route(path);
  }

  /** For probes; they are not noted among the requests. */
  readonly #health: Route = (_request, response) => sendJson(response, 200, {status: 'ok'});

  readonly #mint: Route = async (request, response, url) => {
    if (request.method !== 'POST' && request.method !== 'GET') return sendError(response, 405);
    if (!this.access.isOpen && !this.access.hasKey(request.headers.authorization))
      return sendError(response, 401);
    const {expression, faults} = this.#requestedFaults(url);
    await answerTokenRequest(request, response, this.#faults.with(faults), faults, {
      tokens: this.tokens,
      lifetimeSeconds: this.#options.tokenLifetimeSeconds ?? 60,
      failsNow: times => this.#faults.failsNow(`token ${expression}`, times),
    });
  };

  readonly #mintUpstream: Route = async (request, response, url) => {
    if (request.method !== 'POST') return sendError(response, 405);
    if (!this.access.hasKey(request.headers.authorization)) return sendError(response, 401);
    await this.#mint(request, response, url);
  };

  readonly #takeOffer: Route = async (request, response, url) => {
    if (request.method !== 'POST') return sendError(response, 405);
    const token = this.#admit(request.headers.authorization);
    const {expression, faults: requested} = this.#requestedFaults(url);
    const own = {...(typeof token === 'string' ? {} : token.faults), ...requested};
    const faults = this.#faults.with(own);
    await answerOfferRequest(request, response, {
      faults,
      access: token,
      failsNow: times => this.#faults.failsNow(`offer ${expression}`, times),
      offerIn: body => body,
      call: (offer, accepted) =>
        this.#calls.openPeer(this.#callOptions(offer, accepted, url.searchParams.get('model'), own)),
      send: (sdp, callId) => {
        const location = `/v1/realtime/calls/${callId}`;
        const headers: Record<string, string> = callId && !faults.sdpNoLocation ? {location} : {};
        sendText(response, 201, 'application/sdp', sdp, headers);
      },
    });
  };

  #openSocket(socket: WebSocket, token: Token, model: string | null, own: FaultOptions): void {
    const options = this.#callOptions('', token, model, own);
    const createOutput = (emit: (event: WireEvent) => void) => new StreamedOutput(emit, options.faults);
    const call = new Call({...options, createOutput});
    call.attach(new WebSocketTransport(socket, call, options.faults));
    this.#calls.keep(call);
    call.onChannelOpen();
  }

  #callOptions(offer: string, token: Token, model: string | null, own: FaultOptions): CallOptions {
    const preset = token.session.model;
    const name = model ?? (typeof preset === 'string' ? preset : 'gpt-realtime-2.1');
    const presets = [this.#options.session, token.session, model ? {model} : undefined];
    return {
      ...this.#calls.options(name, own),
      token: token.value,
      offer,
      createEngine: surroundings =>
        new ConversationEngine({
          ...this.#calls.services,
          ...surroundings,
          model: name,
          expiresAt: this.#calls.expiry(),
          presets: presets.filter(session => session !== undefined),
          dialect: () => (surroundings.faults().betaDialect ? 'beta' : 'ga'),
        }),
    };
  }
}

function toDetails(error: unknown): ErrorDetails {
  if (error instanceof ClientEventError) return error;
  return {message: error instanceof Error ? error.message : ''};
}
