import {expect} from '@open-wc/testing';
import {requestCredentials} from '../../src/session/credentials.js';
import {voiceError} from '../helpers/rejection.js';
import {restoreStubs, stubFetch} from '../helpers/stub.js';

const {signal} = new AbortController();
const ask = () => requestCredentials({tokenEndpoint: '/token'}, signal);

describe('What opens a call', () => {
  afterEach(restoreStubs);

  it('is all that the host site answers', async () => {
    const answer = {token: 'abc', url: 'https://room.example', expires: [1, 2]};
    stubFetch(Response.json(answer));
    expect(await ask()).to.deep.equal(answer);
  });

  it('is text where that is no JSON', async () => {
    stubFetch(new Response('  abc def\n'));
    expect(await ask()).to.equal('abc def');
  });

  it('is nothing where it claims to be JSON and is not', async () => {
    stubFetch(new Response('{"token":', {headers: {'Content-Type': 'application/json'}}));
    await voiceError(ask(), 'token-shape');
  });

  it('is no page, which the developer is told, and none of its words', async () => {
    const page = '\n<!doctype html><title>Sign in, Ms Miller</title>';
    const html = {headers: {'Content-Type': 'text/html; charset=utf-8'}};
    stubFetch(new Response(page, html));
    const direct = await voiceError(ask(), 'token-shape');
    expect(direct.detail).to.equal('page');
    expect(direct.help).to.equal('Your endpoint answered text/html: a sign-in page, or a wrong address?');

    const redirected = Object.defineProperty(new Response(page, html), 'redirected', {value: true});
    stubFetch(() => redirected);
    const error = await voiceError(ask(), 'token-shape');
    expect(error.detail).to.equal('page-after-redirect');
    expect(error.help).to.contain('text/html after a redirect');
    expect(JSON.stringify(error)).not.to.contain('Miller');
  });

  for (const key of ['sk-proj-0123456789abcdef', 'sk_0123456789abcdef'])
    it(`is no page that shows a long-lived key, such as ${key.slice(0, 3)}…`, async () => {
      stubFetch(new Response(`<b>Notice</b>: KEY=${key} in line 1`));
      const error = await voiceError(ask(), 'token-secret');
      expect(`${error.message} ${error.detail} ${error.help} ${error.stack}`).not.to.contain(key);
    });

  it('is text also where the host calls it HTML', async () => {
    stubFetch(new Response('ek_1', {headers: {'Content-Type': 'text/html'}}));
    expect(await ask()).to.equal('ek_1');
  });

  for (const [status, cause] of [
    [401, /not signed in/],
    [403, /origin/],
    [404, /no such address/],
    [429, /quota/],
    [500, /log of the server/],
  ] as const)
    it(`is not there with ${status}, and the developer is told what that means`, async () => {
      stubFetch(Response.json({error: 'a_code'}, {status, headers: {'Retry-After': '60'}}));
      const error = await voiceError(ask(), 'token-status');
      expect(error.help).to.match(cause).and.to.contain(`Here: ${status}, a_code: `);
    });

  it('is what the function of the page gives, whatever that is', async () => {
    const given = {url: 'https://room.example', token: 'abc'};
    const source = {getToken: () => Promise.resolve(given), tokenEndpoint: '/token'};
    expect(await requestCredentials(source, signal)).to.equal(given);
  });
});
