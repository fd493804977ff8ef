import {expect} from '@open-wc/testing';
import type {ConversationSettings} from '../../src/conversation/conversation-settings.js';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import type {DiagnosisCheck} from '../../src/state/diagnosis.js';
import {restoreStubs, stubFetch, type SeenRequest} from '../helpers/stub.js';

const token = 'ek_never_shown_0123456789';
const options = {tokenEndpoint: '/token', realtimeUrl: '/v1/realtime/calls'};

/** What a diagnosis says of the way to the realtime server. */
async function network(own: ConversationSettings = options): Promise<DiagnosisCheck> {
  const report = await new VoiceConversation(own, {audio: new Audio()}).diagnose();
  expect(JSON.stringify(report)).not.to.contain(token);
  return report.checks.find(({name}) => name === 'network')!;
}

/** The endpoint gives a token, and the realtime server does this. */
const calls =
  (act: (request: SeenRequest) => Response) =>
  (request: SeenRequest): Response =>
    request.url === '/token' ? Response.json({value: token}) : act(request);
/** As a server that takes calls answers what is no offer. */
const refusesOffer = calls(() => Response.json({error: {code: 'invalid_offer'}}, {status: 400}));

describe('A diagnosis of the realtime server', () => {
  afterEach(restoreStubs);

  it('sends the realtime server no offer that could open a call, with the token', async () => {
    const asked = stubFetch(refusesOffer);
    expect((await network({...options, model: 'one'})).code).to.equal('network-open');
    const [{url, init, headers} = asked[0]!, ...others] = asked.filter(({init}) => init.body !== undefined);
    expect(new URL(url).search).to.equal('?model=one');
    expect(init).to.include({method: 'POST', credentials: 'omit', body: 'no offer'});
    expect(headers.get('Authorization')).to.equal(`Bearer ${token}`);
    expect(others).to.deep.equal([]);
  });

  it('says so of an address that is none', async () => {
    stubFetch(refusesOffer);
    const check = await network({...options, realtimeUrl: 'https://', model: 'one'});
    expect(check).to.include({result: 'fail', code: 'connect-network'});
  });

  for (const status of [401, 403, 404, 405, 429, 502])
    it(`says that the realtime server refuses calls with ${status}`, async () => {
      stubFetch(calls(() => new Response('', {status})));
      const check = await network();
      expect(check).to.include({result: 'fail', code: 'connect-status'});
      expect(check.help).to.contain(`Here: ${status}`);
    });

  for (const status of [400, 415, 422, 500])
    it(`takes ${status} for the answer to an offer that is none`, async () => {
      stubFetch(calls(() => new Response('', {status})));
      expect((await network()).code).to.equal('network-open');
    });

  it('says that a page is at the address of the realtime server', async () => {
    stubFetch(calls(() => new Response('<!doctype html>')));
    expect(await network()).to.include({result: 'fail', code: 'connect-answer'});
  });

  it('says that the realtime host answers no page of this site', async () => {
    stubFetch(
      calls(({init}) => {
        if (init.mode !== 'no-cors') throw new TypeError('Failed to fetch');
        return new Response();
      }),
    );
    const check = await network();
    expect(check).to.include({result: 'fail', code: 'connect-network'});
    expect(check.help).to.contain('CORS');
  });

  for (const [why, own] of [
    ['calls go over a WebSocket', {...options, transport: 'websocket'}],
    ['there is no token', {...options, tokenEndpoint: undefined}],
  ] as const)
    it(`looks only whether the realtime host is there where ${why}`, async () => {
      const asked = stubFetch(refusesOffer);
      await network(own);
      const methods = asked.filter(({url}) => url.includes('/v1/')).map(({method}) => method);
      expect(methods).to.deep.equal(['HEAD']);
    });
});
