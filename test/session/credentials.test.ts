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

  it('is what the function of the page gives, whatever that is', async () => {
    const given = {url: 'https://room.example', token: 'abc'};
    const source = {getToken: () => Promise.resolve(given), tokenEndpoint: '/token'};
    expect(await requestCredentials(source, signal)).to.equal(given);
  });
});
