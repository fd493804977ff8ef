import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Calls} from '../call/calls.js';
import type {JsonObject} from '../engine/events.js';
import {RequestedFaults, type CurrentFaults} from '../faults/current-faults.js';
import type {FaultOptions} from '../faults/fault-table.js';
import type {Access} from '../http/access.js';
import {answerOfferRequest, type AnsweredOffer} from '../http/offer-endpoint.js';
import {sendError, sendJson} from '../http/responses.js';
import type {Route} from '../http/route.js';
import {misbehave} from '../http/token-endpoint.js';
import {LiveEngine} from './live-engine.js';
import {hostSession, newSessionRequest, forkRequest, pageRequest} from './live-requests.js';
import {createLiveSession, forkLiveSession, type LiveSession} from './session.js';
import {parseChecked} from './shape.js';

const sessionsPath = '/v1/live/sessions';
/** Of stored sessions, which can be forked. */
const maxStored = 100;

/** What makes a GPT-Live session of an offer. */
interface Offered {
  readonly offer: string;
  readonly session: LiveSession;
  readonly forked?: LiveEngine | undefined;
}

/** Where GPT-Live sessions are made: by a host's server with its key, or by a page at a host's own endpoint. */
export class LiveEndpoints {
  readonly #calls: Calls;
  readonly #faults: CurrentFaults;
  readonly #access: Access;
  /** What every session that a page asks for begins with. */
  readonly #preset: JsonObject;
  readonly #stored = new Map<string, LiveEngine>();

  constructor(calls: Calls, faults: CurrentFaults, access: Access, preset: JsonObject = {}) {
    this.#calls = calls;
    this.#faults = faults;
    this.#access = access;
    this.#preset = preset;
  }

  route(path: string): Route | undefined {
    if (path === '/session') return this.#takePageOffer;
    if (path === sessionsPath) return this.#createSession;
    const fork = new RegExp(`^${sessionsPath}/([^/]+)/fork$`, 'u').exec(path);
    return fork ? this.#fork(fork[1]!) : undefined;
  }

  /** A host's endpoint, as a page asks it: what goes wrong with a token goes wrong with it, too. */
  readonly #takePageOffer: Route = async (request, response, url) => {
    if (request.method !== 'POST') return sendError(response, 405);
    // Not only unread, as a token: a session is a call already, and needs no preflight.
    if (!this.#access.isExpectedOrigin(request)) return sendError(response, 403);
    const {authorization} = request.headers;
    if (!this.#access.isOpen && !this.#access.hasKey(authorization)) return sendError(response, 401);
    const requested = new RequestedFaults(url, this.#access.requestFaults);
    const faults = this.#faults.with(requested.faults);
    const failsNow = (times: number) => this.#faults.failsNow(`session ${requested.expression}`, times);
    if (await misbehave(response, faults, failsNow)) return;
    await this.#answer(request, response, requested, body => {
      const {sdp, history, previousSessionId} = parseChecked(body, pageRequest);
      const forked = this.#stored.get(String(previousSessionId));
      const given = hostSession(this.#preset, forked ? undefined : history);
      const session = createLiveSession(given, this.#calls.expiry());
      return {offer: String(sdp), session, forked};
    });
  };

  readonly #createSession: Route = async (request, response, url) => {
    if (!this.#isOwner(request, response)) return;
    const requested = new RequestedFaults(url, this.#access.requestFaults);
    await this.#answer(request, response, requested, body => {
      const {session, transport} = parseChecked(body, newSessionRequest) as Record<string, JsonObject>;
      return {
        offer: String(transport!.sdp),
        session: createLiveSession(session!, this.#calls.expiry()),
      };
    });
  };

  #fork(id: string): Route {
    return async (request, response, url) => {
      if (!this.#isOwner(request, response)) return;
      const forked = this.#stored.get(id);
      if (!forked) return sendError(response, 404, {message: `There is no stored session '${id}'.`});
      const requested = new RequestedFaults(url, this.#access.requestFaults);
      await this.#answer(request, response, requested, body => {
        const {session = {}, transport} = parseChecked(body, forkRequest) as Record<string, JsonObject>;
        const stored = forked.session as unknown as LiveSession;
        return {
          offer: String(transport!.sdp),
          session: forkLiveSession(stored, session, this.#calls.expiry()),
          forked,
        };
      });
    };
  }

  #isOwner(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'POST') sendError(response, 405);
    else if (!this.#access.hasKey(request.headers.authorization)) sendError(response, 401);
    else return true;
    return false;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    {expression, faults}: RequestedFaults,
    read: (body: string) => Offered,
  ): Promise<void> {
    let offered: Offered | undefined;
    await answerOfferRequest(request, response, {
      faults: this.#faults.with(faults),
      access: {value: '', expiresAt: Infinity, session: {}, faults: {}},
      failsNow: times => this.#faults.failsNow(`live offer ${expression}`, times),
      offerIn: body => (offered = read(body)).offer,
      call: () => this.#open(offered!, faults),
      send: (sdp, callId = 'live_of_nothing') =>
        sendJson(response, 201, {session: {id: callId}, transport: {type: 'webrtc', sdp}}),
    });
  }

  async #open({offer, session, forked}: Offered, own: FaultOptions): Promise<AnsweredOffer> {
    const answered = await this.#calls.openPeer({
      ...this.#calls.options(session.model, own),
      token: '',
      offer,
      createEngine: surroundings => {
        const engine = new LiveEngine({
          ...this.#calls.services,
          ...surroundings,
          session,
          ...(forked ? {forkedHistory: forked.history} : {}),
        });
        if (session.store) this.#store(session.id, engine);
        return engine;
      },
    });
    return {...answered, callId: session.id};
  }

  #store(id: string, engine: LiveEngine): void {
    this.#stored.set(id, engine);
    const [oldest] = this.#stored.keys();
    if (this.#stored.size > maxStored && oldest !== undefined) this.#stored.delete(oldest);
  }
}
