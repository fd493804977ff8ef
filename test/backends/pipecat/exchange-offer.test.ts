import {expect} from '@open-wc/testing';
import {exchangeOffer, renegotiate} from '../../../src/backends/pipecat/exchange-offer.js';
import type {SessionSettings} from '../../../src/session/settings.js';
import {Clock} from '../../helpers/clock.js';
import {rejection} from '../../helpers/rejection.js';
import {restoreStubs, stub} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';

interface Request {
  readonly method: string;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), {status, headers: {'Content-Type': 'application/json'}});

describe('The offer of a page to a bot', () => {
  let requests: Request[];
  let answer: () => Response;
  let peer: RTCPeerConnection;
  let call: AbortController;

  beforeEach(async () => {
    requests = [];
    answer = () => json({type: 'answer', sdp: 'v=0\r\n', pc_id: 'pc-1'});
    stub(window, 'fetch', (_url: unknown, init: RequestInit) => {
      const {method, headers, body} = init;
      requests.push({
        method: method!,
        headers: new Headers(headers),
        body: JSON.parse(body as string) as Request['body'],
      });
      return Promise.resolve(method === 'PATCH' ? json({}) : answer());
    });
    peer = new RTCPeerConnection();
    peer.createDataChannel('chat');
    await peer.setLocalDescription();
    call = new AbortController();
  });
  afterEach(() => {
    call.abort();
    peer.close();
    restoreStubs();
  });

  const candidate = () =>
    new RTCIceCandidate({
      candidate: 'candidate:1 1 udp 2113937151 127.0.0.1 50000 typ host',
      sdpMid: '0',
    });
  const settings: SessionSettings = {
    sessionEndpoint: '/api/offer',
    sessionRequest: {headers: {Authorization: 'Bearer t'}, body: '{"user": 7}'},
  };
  const offer = (past = {}) => exchangeOffer(peer, settings, {history: [], ...past}, call.signal);

  it('has what the page sends of its own, and what was said before', async () => {
    const history = [{role: 'user', text: 'Hello'}] as const;
    expect(await offer({history})).to.deep.equal({sdp: 'v=0\r\n', callId: 'pc-1'});
    const [{method, headers, body}] = requests as [Request];
    expect([method, headers.get('Authorization'), headers.get('Content-Type')]).to.deep.equal([
      'POST',
      'Bearer t',
      'application/json',
    ]);
    expect(body).to.deep.include({type: 'offer', request_data: {user: 7, history}});
    expect(body).not.to.have.any.keys('pc_id', 'restart_pc');
    expect(body.sdp).to.match(/^v=0/);
  });

  it('names the connection that was lost, so that its bot goes on', async () => {
    await offer({connectionId: 'pc-0'});
    expect(requests[0]!.body).to.deep.include({pc_id: 'pc-0', restart_pc: true});
  });

  it('is followed by the candidates that are found later, a few in a request', async () => {
    await offer();
    await until(() => requests.length > 1);
    const [, {method, headers, body}] = requests as [Request, Request];
    expect([method, headers.get('Authorization'), body.pc_id]).to.deep.equal(['PATCH', 'Bearer t', 'pc-1']);
    const [candidate] = body.candidates as readonly object[];
    expect(candidate).to.have.all.keys('candidate', 'sdp_mid', 'sdp_mline_index');
  });

  it('tells no candidates to an endpoint that names no connection, nor after the call', async () => {
    answer = () => json({type: 'answer', sdp: 'v=0\r\n'});
    await offer();
    await until(() => peer.iceGatheringState === 'complete');
    const clock = new Clock();
    peer.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate', {candidate: candidate()}));
    expect(clock.running).to.equal(0);
    answer = () => json({type: 'answer', sdp: 'v=0\r\n', pc_id: 'pc-1'});
    requests.length = 0;
    await offer();
    peer.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate', {candidate: candidate()}));
    expect(clock.running).to.equal(1);
    call.abort();
    expect(clock.running).to.equal(0);
    expect(requests.map(({method}) => method)).to.deep.equal(['POST']);
  });

  it('is made again over the same connection when the server asks for it', async () => {
    await rejection(renegotiate(peer, settings, 'pc-1', call.signal));
    expect(requests[0]!.body).to.deep.include({type: 'offer', pc_id: 'pc-1'});
    expect(requests[0]!.body).not.to.have.property('restart_pc');
  });

  for (const [what, body, code] of [
    ['no description', {type: 'answer'}, 'token-shape'],
    ['something that is none', {sdp: 'hello'}, 'connect-answer'],
    ['a list', [], 'token-shape'],
    ['a long-lived key', {sdp: 'v=0', key: 'sk-proj-0123456789abcdef'}, 'token-secret'],
  ] as const)
    it(`fails where the answer holds ${what}`, async () => {
      answer = () => json(body);
      expect(await rejection(offer())).to.have.property('code', code);
    });

  it('leaves out what the page sends of its own where that is no object', async () => {
    for (const body of ['[1]', 'hello', '', new FormData()])
      await exchangeOffer(peer, {...settings, sessionRequest: {body}}, {history: []}, call.signal);
    expect(
      requests.filter(({method}) => method === 'POST').every(({body}) => !('request_data' in body)),
    ).to.equal(true);
  });
});
