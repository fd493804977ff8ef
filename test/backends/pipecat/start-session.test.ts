import {expect} from '@open-wc/testing';
import {startSession} from '../../../src/backends/pipecat/start-session.js';
import type {SessionSettings} from '../../../src/session/settings.js';
import {rejection} from '../../helpers/rejection.js';
import {restoreStubs, stub} from '../../helpers/stub.js';

describe('An endpoint of Pipecat that starts a session first', () => {
  let requests: {readonly url: string; readonly init: RequestInit}[];
  let answer: object;
  const settings: SessionSettings = {
    sessionEndpoint: '/bots/tea/start?locale=en',
    sessionRequest: {headers: {Authorization: 'Bearer t'}, body: '{"user": 7}'},
  };
  const start = (more: SessionSettings = {}) =>
    startSession({...settings, ...more}, {user: 7}, new AbortController().signal);

  beforeEach(() => {
    requests = [];
    answer = {sessionId: 'a/1', iceConfig: {iceServers: [{urls: ['stun:stun.shop.example']}, 'none']}};
    stub(window, 'fetch', (url: string, init: RequestInit) => {
      requests.push({url, init});
      return Promise.resolve(Response.json(answer));
    });
  });
  afterEach(restoreStubs);

  it('is told what the bot is to know, and names the session, which takes the offer', async () => {
    const {sessionEndpoint, sessionRequest, iceServers} = await start();
    expect(sessionEndpoint).to.equal('/bots/tea/sessions/a%2F1/api/offer?locale=en');
    expect(sessionRequest).to.equal(settings.sessionRequest);
    expect(iceServers).to.deep.equal([{urls: ['stun:stun.shop.example']}]);
    const [{url, init}] = requests as [(typeof requests)[0]];
    expect([url, init.method]).to.deep.equal([settings.sessionEndpoint, 'POST']);
    expect(new Headers(init.headers).get('Authorization')).to.equal('Bearer t');
    expect(JSON.parse(init.body as string)).to.deep.equal({transport: 'webrtc', body: {user: 7}});
  });

  it('has its servers for ICE give way to those of the page, and needs none', async () => {
    const own = [{urls: 'turn:turn.shop.example'}];
    expect((await start({iceServers: own})).iceServers).to.equal(own);
    answer = {sessionId: '1'};
    expect(await start()).not.to.have.property('iceServers');
  });

  for (const [what, body, code] of [
    ['no session', {dailyRoom: 'https://shop.daily.co/1'}, 'token-shape'],
    ['a list', [], 'token-shape'],
    ['a long-lived key', {sessionId: '1', key: 'sk-proj-0123456789abcdef'}, 'token-secret'],
  ] as const)
    it(`is at fault where its answer holds ${what}`, async () => {
      answer = body;
      expect(await rejection(start())).to.have.property('code', code);
    });
});
