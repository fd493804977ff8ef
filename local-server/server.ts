import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';
import type {WebSocket} from 'ws';
import {Call, type CallOptions} from './call/call.js';
import {Waiting} from './call/waiting.js';
import {ScriptedResponder} from './responders/scripted-responder.js';
import type {WireEvent} from './engine/events.js';
import {defaultEndpointing} from './engine/session-config.js';
import {parseFaults, type FaultOptions} from './faults/fault-table.js';
import {Access} from './http/access.js';
import {allowOrigin} from './http/cors.js';
import {answerOfferRequest, type AnsweredOffer} from './http/offer-endpoint.js';
import type {RequestRecord} from './http/request-record.js';
import {requestUrl} from './http/request-url.js';
import {sendError, sendJson} from './http/responses.js';
import {answerTokenRequest} from './http/token-endpoint.js';
import {TokenStore, type Token, type TokenProblem} from './http/tokens.js';
import type {RealtimeServerOptions} from './options.js';
import {describeFailure} from './services/service-failure.js';
import type {TextToSpeech} from './speech/text-to-speech.js';
import {spoilAnswer} from './webrtc/answer-sdp.js';
import {loadWebRtc} from './webrtc/load.js';
import {StreamedOutput} from './websocket/streamed-output.js';
import {answerUpgrade, authorizationOf, refuseUpgrade} from './websocket/upgrade.js';
import {WebSocketTransport} from './websocket/websocket-transport.js';

/** Old calls are kept for tests to look at, but not for ever. */
const maxCalls = 100;
const maxRequests = 1000;

/** What a server is made of. */
export interface ServerParts {
  readonly options: RealtimeServerOptions;
  /** The voice where the options have none. */
  createVoice(): TextToSpeech;
}

/** A local realtime peer without a port of its own: mount `handle` in any HTTP server. */
export class RealtimeServer {
  /** Live and past calls, oldest first. */
  readonly calls: Call[] = [];
  /** HTTP requests that were meant for this server, oldest first. */
  readonly requests: RequestRecord[] = [];
  readonly tokens = new TokenStore();
  protected readonly access: Access;
  readonly #options: RealtimeServerOptions;
  readonly #speak: TextToSpeech;
  readonly #waiting = new Waiting();
  readonly #failures = new Map<string, number>();
  readonly #hanging = new Set<ServerResponse>();
  readonly #upgrading = new Set<Duplex>();
  #faults: FaultOptions;

  constructor({options, createVoice}: ServerParts) {
    this.#options = options;
    this.access = new Access(options);
    this.#faults = options.faults ?? {};
    this.#speak = options.speak ?? createVoice();
  }

  /** Loads everything that would make the first call slower than the others. */
  async warmUp(): Promise<void> {
    const {warmUpWebRtc} = await loadWebRtc();
    await Promise.all([this.#speak.warmUp?.(), warmUpWebRtc?.()]);
  }

  /** Replaces all faults; they hold for running calls, too. `{}` mends everything. */
  setFaults(faults: FaultOptions): void {
    this.#faults = faults;
    this.#failures.clear();
  }

  /** The first call, past or to come, that fulfils the condition. */
  waitForCall(predicate: (call: Call) => boolean = () => true, timeoutMs = 5000): Promise<Call> {
    return this.#waiting.for('a call', timeoutMs, () => this.calls.find(predicate));
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
    if (route !== this.#health) this.#record(request, response, url.pathname);
    allowOrigin(request, response, this.access);
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return true;
    }
    try {
      await route(request, response, url);
    } catch (error) {
      if (!response.headersSent)
        sendError(response, 400, {message: error instanceof Error ? error.message : ''});
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
    for (const response of this.#hanging) response.destroy();
    await Promise.all(this.calls.map(call => call.closePeer('the server was closed')));
    for (const socket of this.#upgrading) socket.destroy();
    // A synthesizer that was passed in belongs to the caller, who closes it.
    if (!this.#options.speak) await this.#speak.close?.();
  }

  #upgrade(url: URL, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!this.access.isExpectedHost(request) || !this.access.isExpectedOrigin(request))
      return refuseUpgrade(socket, 403);
    const token = this.#admit(authorizationOf(request));
    const expression = this.#faultsIn(url);
    const own = {...(typeof token === 'string' ? {} : token.faults), ...parseFaults(expression)};
    const faults = {...this.#faults, ...own};
    answerUpgrade(request, socket, head, token, faults, {
      failsNow: times => this.#failsNow(`upgrade ${expression}`, times),
      open: (opened, accepted) => this.#openSocket(opened, accepted, url.searchParams.get('model'), own),
    }).catch(() => socket.destroy());
  }

  /** The token of an `Authorization` header. The key itself opens calls, too, as it does with the API. */
  #admit(authorization: string | undefined): Token | TokenProblem {
    if (this.access.hasKey(authorization)) return {value: '', expiresAt: Infinity, session: {}, faults: {}};
    return this.tokens.check(authorization);
  }

  /** The `?fault=` of a request. */
  #faultsIn(url: URL): string {
    const expression = url.searchParams.get('fault') ?? '';
    if (expression && !this.access.requestFaults) throw new Error('This server takes no faults by request.');
    return expression;
  }

  #route(path: string): Route | undefined {
    if (path === '/health') return this.#health;
    if (path === '/token') return this.#mint;
    if (path === '/v1/realtime/client_secrets') return this.#mintUpstream;
    if (path === '/v1/realtime/calls') return this.#takeOffer;
    return undefined;
  }

  /** For probes; they are not noted among the requests. */
  readonly #health: Route = (_request, response) => sendJson(response, 200, {status: 'ok'});

  readonly #mint: Route = async (request, response, url) => {
    if (request.method !== 'POST' && request.method !== 'GET') return sendError(response, 405);
    if (!this.access.isOpen && !this.access.hasKey(request.headers.authorization))
      return sendError(response, 401);
    const expression = this.#faultsIn(url);
    const own = parseFaults(expression);
    await answerTokenRequest(request, response, {...this.#faults, ...own}, own, {
      tokens: this.tokens,
      lifetimeSeconds: this.#options.tokenLifetimeSeconds ?? 60,
      failsNow: times => this.#failsNow(`token ${expression}`, times),
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
    const expression = this.#faultsIn(url);
    const own = {...(typeof token === 'string' ? {} : token.faults), ...parseFaults(expression)};
    await answerOfferRequest(
      request,
      response,
      token,
      url.searchParams.get('model'),
      {...this.#faults, ...own},
      {
        failsNow: times => this.#failsNow(`offer ${expression}`, times),
        call: (offer, accepted, model) => this.#open(offer, accepted, model, own),
      },
    );
  };

  async #open(offer: string, token: Token, model: string | null, own: FaultOptions): Promise<AnsweredOffer> {
    const {WebRtcTransport} = await loadWebRtc();
    if (!WebRtcTransport) throw new Error('WebRTC needs the packages werift and @evan/opus.');
    const call = new Call(this.#callOptions(offer, token, model, own));
    const transport = new WebRtcTransport(call);
    call.attach(transport);
    call.answer = spoilAnswer(await transport.answer(offer), {...this.#faults, ...own});
    this.#keep(call);
    return {
      callId: call.id,
      answer: call.answer,
      abandon: () => void call.closePeer('the answer could not be delivered'),
    };
  }

  #openSocket(socket: WebSocket, token: Token, model: string | null, own: FaultOptions): void {
    const options = this.#callOptions('', token, model, own);
    const createOutput = (emit: (event: WireEvent) => void) => new StreamedOutput(emit, options.faults);
    const call = new Call({...options, createOutput});
    call.attach(new WebSocketTransport(socket, call, options.faults));
    this.#keep(call);
    call.onChannelOpen();
  }

  #keep(call: Call): void {
    this.calls.push(call);
    if (this.calls.length > maxCalls) this.#forgetOldest();
    this.#waiting.poke();
  }

  #callOptions(offer: string, token: Token, model: string | null, own: FaultOptions): CallOptions {
    const options = this.#options;
    const sessionMs = (options.sessionSeconds ?? 3600) * 1000;
    const name =
      model ?? (typeof token.session.model === 'string' ? token.session.model : 'gpt-realtime-2.1');
    return {
      token: token.value,
      model: name,
      offer,
      faults: () => ({...this.#faults, ...own}),
      sessionMs,
      onEnd: call => this.#log(`call ${call.id} ended`),
      onServiceFailure: options.onServiceFailure ?? (failure => console.error(describeFailure(failure))),
      engine: {
        model: name,
        expiresAt: Math.floor((Date.now() + sessionMs) / 1000),
        presets: [options.session, token.session, model ? {model} : undefined].filter(
          preset => preset !== undefined,
        ),
        responder: options.responder ?? new ScriptedResponder(),
        speak: this.#speak,
        ...(options.understand ? {understand: options.understand} : {}),
        ...(options.placeholderTranscript ? {placeholderTranscript: options.placeholderTranscript} : {}),
        endpointing: {...defaultEndpointing, ...options.endpointing},
        generationSpeed: options.generationSpeed ?? 4,
        thinkingMs: options.thinkingMs ?? 150,
        deltaIntervalMs: options.deltaIntervalMs ?? 25,
      },
    };
  }

  #failsNow(key: string, times: number): boolean {
    const count = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, count);
    return count <= times;
  }

  #forgetOldest(): void {
    const index = this.calls.findIndex(call => call.state === 'closed');
    if (index >= 0) this.calls.splice(index, 1);
  }

  #record(request: IncomingMessage, response: ServerResponse, path: string): void {
    const record: RequestRecord = {
      method: request.method ?? '',
      path,
      status: 0,
      authorization: request.headers.authorization !== undefined,
      origin: request.headers.origin,
      at: performance.now(),
    };
    this.requests.push(record);
    if (this.requests.length > maxRequests) this.requests.shift();
    this.#hanging.add(response);
    response.once('close', () => {
      this.#hanging.delete(response);
      if (response.writableFinished) record.status = response.statusCode;
      this.#log(`${record.method} ${path} ${record.status || '-'}`);
    });
  }

  #log(line: string): void {
    if (this.#options.log) console.log(line);
  }
}

type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;
