import assert from 'node:assert/strict';
import {afterEach, describe, it} from 'node:test';
import {TokenVerifier} from 'livekit-server-sdk';
import {
  createLiveKitTokenHandler,
  type LiveKitTokenHandlerOptions,
  type TokenHandlerError,
} from '../../src/server/index.js';

const apiKey = 'APIshop';
const apiSecret = 'a-secret-of-the-shop-that-is-long-enough';
const serverUrl = 'wss://voice.shop.example';
const errors: TokenHandlerError[] = [];

afterEach(() => (errors.length = 0));

function handler(options: Partial<LiveKitTokenHandlerOptions> = {}) {
  return createLiveKitTokenHandler({
    apiKey,
    apiSecret,
    serverUrl,
    rateLimit: false,
    onError: error => errors.push(error),
    ...options,
  });
}

function fromPage(body?: string): Request {
  return new Request('https://shop.example/token', {
    method: 'POST',
    headers: {Origin: 'https://shop.example', 'Sec-Fetch-Site': 'same-origin'},
    body,
  });
}

/** The claims of the token in an answer, as LiveKit's own library reads and verifies them. */
async function claimsIn(response: Response) {
  const {participant_token: token} = (await response.json()) as {participant_token: string};
  return new TokenVerifier(apiKey, apiSecret).verify(token);
}

describe('A token for a LiveKit room', () => {
  it('is answered as LiveKit’s own token servers do, and not kept by anything in between', async () => {
    const response = await handler()(fromPage());
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    const answer = (await response.json()) as Record<string, unknown>;
    assert.deepEqual(Object.keys(answer), ['server_url', 'participant_token']);
    assert.equal(answer.server_url, serverUrl);
  });

  it('opens a room of its own for each call, for the microphone alone', async () => {
    const [first, second] = [
      await claimsIn(await handler()(fromPage())),
      await claimsIn(await handler()(fromPage())),
    ];
    assert.equal(first.iss, apiKey);
    assert.notEqual(first.video?.room, second.video?.room);
    assert.notEqual(first.sub, second.sub);
    assert.deepEqual(
      {...first.video, room: ''},
      {
        room: '',
        roomJoin: true,
        canSubscribe: true,
        canPublish: true,
        canPublishData: true,
        canPublishSources: ['microphone'],
      },
    );
  });

  it('names the person as the site does, and dispatches the agents that it asks for', async () => {
    const claims = await claimsIn(
      await handler({
        authorize: () => ({user: 'ada'}),
        session: (_request, user) => ({
          room: `shop-${user}`,
          name: 'Ada',
          metadata: 'gold',
          attributes: {cart: '3'},
          agents: [{agentName: 'clerk', metadata: 'tea'}],
          sources: ['microphone', 'camera'],
        }),
      })(fromPage()),
    );
    assert.deepEqual(
      [claims.sub, claims.name, claims.metadata, claims.attributes, claims.video?.room],
      ['ada', 'Ada', 'gold', {cart: '3'}, 'shop-ada'],
    );
    assert.deepEqual(claims.video?.canPublishSources, ['microphone', 'camera']);
    const {agents} = claims.roomConfig as unknown as {agents: readonly object[]};
    assert.equal(JSON.stringify(agents).includes('clerk'), true);
  });

  it('is not changed by anything that a page sends', async () => {
    const body = JSON.stringify({room_name: 'another', participant_identity: 'admin'});
    const claims = await claimsIn(await handler()(fromPage(body)));
    assert.notEqual(claims.video?.room, 'another');
    assert.notEqual(claims.sub, 'admin');
  });

  it('expires when the site wants it to', async () => {
    const before = Math.floor(Date.now() / 1000);
    const claims = await claimsIn(await handler({expiresAfter: 60})(fromPage()));
    const {exp} = claims as {exp?: number};
    assert.ok(exp! >= before + 60 && exp! <= before + 62, String(exp));
  });

  it('is told to onSuccess, without the token', async () => {
    const told: object[] = [];
    const response = await handler({onSuccess: report => told.push(report)})(fromPage());
    const {participant_token: token} = (await response.json()) as {participant_token: string};
    assert.equal(told.length, 1);
    assert.equal(JSON.stringify(told).includes(token), false);
  });

  it('is not made for another origin, nor for who may not talk', async () => {
    const foreign = new Request('https://shop.example/token', {
      method: 'POST',
      headers: {Origin: 'https://other.example', 'Sec-Fetch-Site': 'cross-site'},
    });
    assert.equal((await handler()(foreign)).status, 403);
    assert.equal((await handler({authorize: () => false})(fromPage())).status, 401);
    assert.deepEqual(
      errors.map(({code}) => code),
      ['origin-refused', 'unauthorized'],
    );
  });

  it('is not made without a secret, which no answer and no report shows', async () => {
    const response = await handler({apiSecret: () => undefined})(fromPage());
    assert.equal(response.status, 500);
    assert.match(errors[0]!.detail, /LIVEKIT_API_SECRET/);
    assert.equal(JSON.stringify([await response.text(), errors[0]]).includes(apiSecret), false);
  });
});

describe('Mistakes in its options', () => {
  const mistakes: readonly (readonly [Partial<LiveKitTokenHandlerOptions>, RegExp])[] = [
    [{apiKey: ''}, /needs an apiKey: is LIVEKIT_API_KEY set/],
    [{apiSecret: undefined}, /needs an apiSecret: is LIVEKIT_API_SECRET set/],
    [{serverUrl: 'voice.shop.example'}, /serverUrl is no address/],
    [{expiresAfter: 5}, /expiresAfter must be a whole number/],
    [{session: {sources: ['speaker' as 'camera']}}, /sources has no “speaker”/],
  ];
  for (const [options, expected] of mistakes)
    it(`are told when the server starts: ${Object.keys(options).join()}`, () => {
      assert.throws(() => handler(options), expected);
    });
});
