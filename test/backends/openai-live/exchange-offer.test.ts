import {expect} from '@open-wc/testing';
import {exchangeOffer, type SessionPast} from '../../../src/backends/openai-live/exchange-offer.js';
import type {SessionSettings} from '../../../src/session/settings.js';
import {Clock} from '../../helpers/clock.js';
import {rejection, voiceError} from '../../helpers/rejection.js';
import {never, restoreStubs, stubFetch, type SeenRequest} from '../../helpers/stub.js';

const fresh: SessionPast = {history: []};
const goodAnswer = {session: {id: 'live_1'}, transport: {type: 'webrtc', sdp: 'v=0\r\nanswer'}};
const key = 'sk-proj-abcdefghijklmnop0123456789';

const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), {status, headers: {'Content-Type': 'application/json', ...headers}});
const answering = (more: object) => json({...goodAnswer, ...more});

/** The end of a connection that makes the offer. */
class Offerer extends EventTarget {
  iceGatheringState: RTCIceGatheringState = 'complete';
  localDescription: {sdp: string} | null = {sdp: 'v=0\r\noffer'};

  gathers(state: RTCIceGatheringState, sdp = 'v=0\r\noffer'): void {
    this.iceGatheringState = state;
    this.localDescription = {sdp};
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }
}

describe('The offer to the session endpoint', () => {
  let peer: Offerer;
  let abort: AbortController;
  beforeEach(() => {
    peer = new Offerer();
    abort = new AbortController();
  });
  afterEach(restoreStubs);

  const exchange = (settings: SessionSettings = {}, past = fresh) =>
    exchangeOffer(
      peer as unknown as RTCPeerConnection,
      {sessionEndpoint: '/session', ...settings},
      past,
      abort.signal,
    );
  const bodyOf = ({init}: SeenRequest) => JSON.parse(init.body as string) as object;

  it('is posted as JSON, and gives the answer with the id of the session', async () => {
    const seen = stubFetch(json(goodAnswer, 201));
    expect(await exchange()).to.deep.equal({sdp: 'v=0\r\nanswer', callId: 'live_1'});
    expect(seen).to.have.length(1);
    const [{url, method, headers, init}] = seen as [SeenRequest];
    expect({url, method}).to.deep.equal({url: '/session', method: 'POST'});
    expect(headers.get('Content-Type')).to.equal('application/json');
    expect(headers.get('Accept')).to.equal('application/json');
    expect(headers.has('Authorization')).to.equal(false);
    expect(init.cache).to.equal('no-store');
    expect(bodyOf(seen[0]!), 'nothing that is not known').to.deep.equal({type: 'offer', sdp: 'v=0\r\noffer'});
  });

  it('says what the session goes on from', async () => {
    const seen = stubFetch(json(goodAnswer));
    const history = [{role: 'user', text: 'Is there tea?'}] as const;
    await exchange({}, {history, previousSessionId: 'live_0'});
    expect(bodyOf(seen[0]!)).to.deep.equal({
      type: 'offer',
      sdp: 'v=0\r\noffer',
      history,
      previousSessionId: 'live_0',
    });
  });

  it('keeps what the page sets for the request, but not what would break it', async () => {
    const seen = stubFetch(json(goodAnswer));
    const sessionRequest: RequestInit = {
      headers: {'X-CSRF-Token': 'csrf_1', 'Content-Type': 'text/plain'},
      credentials: 'include',
      method: 'GET',
      body: 'mine',
      signal: AbortSignal.abort(),
    };
    await exchange({sessionRequest});
    const [{method, headers, init}] = seen as [SeenRequest];
    expect(method).to.equal('POST');
    expect(headers.get('X-CSRF-Token')).to.equal('csrf_1');
    expect(headers.get('Content-Type')).to.equal('application/json');
    expect(init.credentials).to.equal('include');
    expect(bodyOf(seen[0]!)).to.include({type: 'offer'});
    expect(sessionRequest.body, 'the page’s own object is left alone').to.equal('mine');
  });

  it('needs no id of the session in the answer', async () => {
    stubFetch(answering({session: undefined}), answering({session: {id: 7}}));
    expect((await exchange()).callId).to.equal('');
    expect((await exchange()).callId).to.equal('');
  });

  it('is not posted without an endpoint', async () => {
    const seen = stubFetch(json(goodAnswer));
    await voiceError(exchange({sessionEndpoint: ''}), 'token-config');
    expect(seen).to.be.empty;
  });

  for (const status of [400, 401, 403, 404, 405, 429])
    it(`is refused with ${status}: told with its code, asked once, and never by GET`, async () => {
      const body = {error: {code: 'no_budget', message: `Hello, ${key}`}};
      const seen = stubFetch(json(body, status, {'Retry-After': '7'}));
      const error = await voiceError(exchange(), 'token-status');
      expect(error).to.include({status, detail: 'no_budget', retryAfter: 7});
      expect(`${error.message} ${error.help} ${error.stack}`).not.to.include('Hello');
      expect(seen.map(({method}) => method)).to.deep.equal(['POST']);
    });

  it('is posted once more where the server failed, or the network', async () => {
    for (const first of [json({}, 500), new TypeError('Failed to fetch')]) {
      const seen = stubFetch(first, json(goodAnswer));
      expect((await exchange()).callId).to.equal('live_1');
      expect(seen).to.have.length(2);
      expect(seen[1]!.init.body).to.equal(seen[0]!.init.body);
      restoreStubs();
    }
  });

  it('is not posted a third time', async () => {
    const seen = stubFetch(json({}, 500), json({}, 502), json(goodAnswer));
    expect((await voiceError(exchange(), 'token-status')).status).to.equal(502);
    expect(seen).to.have.length(2);
    restoreStubs();
    const offline = stubFetch(new TypeError('Failed to fetch'));
    await voiceError(exchange(), 'token-network');
    expect(offline).to.have.length(2);
  });

  const html = '<!doctype html><title>Sign in</title>';
  const plain = (text: string, type: string) => new Response(text, {headers: {'Content-Type': type}});
  for (const [what, answer] of [
    ['HTML', plain(html, 'text/html')],
    ['HTML that is called JSON', plain(html, 'application/json')],
    ['half of JSON', plain('{"transport":', 'application/json')],
    ['nothing', new Response(null, {status: 204})],
    ['the answer alone', plain('v=0\r\nanswer', 'application/sdp')],
    ['null', json(null)],
    ['a list', json([goodAnswer])],
    ['no transport', json({session: {id: 'live_1'}})],
    ['a transport that is none', answering({transport: 'v=0'})],
    ['no answer', answering({transport: {type: 'webrtc'}})],
    ['an empty answer', answering({transport: {sdp: ''}})],
    ['an answer of another type', answering({transport: {sdp: {v: 0}}})],
    ['a token, as other endpoints do', json({value: 'ek_1'})],
  ] as const)
    it(`is not answered by ${what}`, async () => {
      stubFetch(answer);
      await voiceError(exchange(), 'token-shape');
    });

  it('is not answered by what is no SDP', async () => {
    stubFetch(answering({transport: {sdp: 'Sorry.'}}));
    await voiceError(exchange(), 'connect-answer');
  });

  for (const [what, answer] of [
    ['beside the session', answering({apiKey: key})],
    ['deep in it', answering({session: {id: 'live_1', debug: [{headers: [key]}]}})],
    ['as a name', answering({[key]: true})],
    ['inside of a text', answering({debug: `Authorization: Bearer ${key}`})],
    ['in a line of a text', answering({debug: `KEY=\n${key}\n`})],
    ['in the SDP', answering({transport: {sdp: `v=0\r\n${key}`}})],
    ['instead of everything', plain(key, 'text/plain')],
    ['in HTML', plain(`<p>${key}</p>`, 'text/html')],
    ['that is a short one', answering({apiKey: 'sk-local'})],
  ] as const)
    it(`is refused for the key of the project ${what}, and the key goes nowhere`, async () => {
      stubFetch(answer);
      const error = await voiceError(exchange(), 'token-secret');
      expect(`${error.message} ${error.detail} ${error.stack} ${String(error.cause)}`).not.to.include('sk-');
    });

  it('is answered in Slovak, and about tasks and risks', async () => {
    stubFetch(
      answering({language: 'sk-SK', note: 'A task-oriented-and-well-defined desk-of-someone risk-averse'}),
    );
    expect((await exchange()).callId).to.equal('live_1');
  });

  it('waits for the candidates, which must be in it', async () => {
    peer.gathers('gathering', 'v=0');
    const seen = stubFetch(json(goodAnswer));
    const answer = exchange();
    expect(seen).to.be.empty;
    peer.gathers('gathering', 'v=0');
    expect(seen).to.be.empty;
    peer.gathers('complete', 'v=0\r\na=candidate:1');
    await answer;
    expect(bodyOf(seen[0]!)).to.include({sdp: 'v=0\r\na=candidate:1'});
  });

  it('does not wait for one that takes longer than a second', async () => {
    const clock = new Clock();
    peer.gathers('gathering', 'v=0\r\na=candidate:1');
    const seen = stubFetch(json(goodAnswer));
    const answer = exchange();
    await clock.pass(999);
    expect(seen).to.be.empty;
    await clock.pass(1);
    expect(seen).to.have.length(1);
    await answer;
    expect(clock.running).to.equal(0);
  });

  it('is given up when the call is, while candidates are gathered and while it is on its way', async () => {
    const clock = new Clock();
    const seen = stubFetch(never);
    const reason = new Error('Not wanted any more');
    peer.gathers('gathering');
    const gathering = exchange();
    abort.abort(reason);
    expect(await rejection(gathering)).to.equal(reason);
    expect(await rejection(exchange()), 'it was given up before').to.equal(reason);
    expect(seen).to.be.empty;

    abort = new AbortController();
    peer.gathers('complete');
    const asking = exchange();
    await clock.pass(0);
    expect(seen).to.have.length(1);
    abort.abort(reason);
    expect(await rejection(asking)).to.equal(reason);
    expect(clock.running).to.equal(0);
  });

  it('is waited for ten seconds, twice', async () => {
    const clock = new Clock();
    const seen = stubFetch(never);
    const answer = exchange();
    answer.catch(() => {}); // Awaited below.
    await clock.pass(10_000);
    await clock.pass(300);
    expect(seen).to.have.length(2);
    await clock.pass(10_000);
    await voiceError(answer, 'token-network');
    expect(clock.running).to.equal(0);
  });
});
