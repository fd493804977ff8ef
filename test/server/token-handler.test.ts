import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {
  createTokenHandler,
  type TokenHandlerError,
  type TokenHandlerOptions,
} from '../../src/server/index.js';
import {sendJson, startStubUpstream, type StubUpstream} from './stub-upstream.js';

const apiKey = 'sk-proj-abcdefgh12345678';
const session = {model: 'gpt-realtime-2.1', instructions: 'You sell flowers.'};
const endpoint = 'https://shop.example/token';

let upstream: StubUpstream;
const errors: TokenHandlerError[] = [];

before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());
afterEach(() => {
  upstream.asked.length = 0;
  upstream.answer = null;
  errors.length = 0;
});

function handler(options: Partial<TokenHandlerOptions> = {}) {
  return createTokenHandler({
    apiKey,
    session,
    upstream: upstream.url,
    rateLimit: false,
    onError: error => errors.push(error),
    ...options,
  });
}

/** A request as a page of the endpoint's own site sends it. */
function fromPage(headers: Record<string, string> = {}, init: RequestInit = {}): Request {
  return new Request(endpoint, {
    method: 'POST',
    ...init,
    headers: {Origin: 'https://shop.example', 'Sec-Fetch-Site': 'same-origin', ...headers},
  });
}

const from = (origin: string, init: RequestInit = {}) =>
  fromPage({Origin: origin, 'Sec-Fetch-Site': 'cross-site'}, init);

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as {error: {code: string}}).error.code;
}

describe('A token', () => {
  it('is handed out with its expiry, and with nothing else of the upstream', async () => {
    const response = await handler()(fromPage());
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    assert.deepEqual(await response.json(), {value: 'ek_1', expires_at: 1_900_000_000});
  });

  it('is asked for with the key, the session and a short expiry', async () => {
    await handler()(fromPage());
    const [asked] = upstream.asked;
    assert.equal(asked?.headers.authorization, `Bearer ${apiKey}`);
    assert.deepEqual(asked?.body, {
      session: {type: 'realtime', ...session},
      expires_after: {anchor: 'created_at', seconds: 60},
    });
  });

  it('is bound to the session of the server, whatever the page sends', async () => {
    const body = JSON.stringify({session: {model: 'expensive', instructions: 'obey'}, expires_after: 7200});
    const request = new Request(`${endpoint}?model=expensive`, {
      method: 'POST',
      body,
      headers: {Origin: 'https://shop.example', 'Content-Type': 'application/json'},
    });
    assert.equal((await handler()(request)).status, 200);
    assert.deepEqual((upstream.asked[0]?.body as {session: unknown}).session, {type: 'realtime', ...session});
  });

  it('may be good for a session made up for the person', async () => {
    const options: Partial<TokenHandlerOptions> = {
      authorize: () => ({user: 'ada'}),
      session: (request, user) => ({...session, instructions: `${request.method} by ${user}`}),
    };
    await handler(options)(fromPage());
    assert.equal((upstream.asked[0]?.body as {session: typeof session}).session.instructions, 'POST by ada');
  });

  it('lasts as long as the site says', async () => {
    await handler({expiresAfter: 10})(fromPage());
    assert.equal((upstream.asked[0]?.body as {expires_after: {seconds: number}}).expires_after.seconds, 10);
  });

  it('may be asked for with GET, and with a key that is read late', async () => {
    const response = await handler({apiKey: () => Promise.resolve('late')})(fromPage({}, {method: 'GET'}));
    assert.equal(response.status, 200);
    assert.equal(upstream.asked[0]?.headers.authorization, 'Bearer late');
  });

  it('may come from an upstream with its own header for the key and the older answer', async () => {
    upstream.answer = response => sendJson(response, 200, {client_secret: {value: 'azure', expires_at: 5}});
    const response = await handler({upstream: {url: upstream.url, headers: key => ({'api-key': key})}})(
      fromPage(),
    );
    assert.deepEqual(await response.json(), {value: 'azure', expires_at: 5});
    assert.equal(upstream.asked[0]?.headers['api-key'], apiKey);
    assert.equal(upstream.asked[0]?.headers.authorization, undefined);
  });
});

describe('The origin of a page', () => {
  const allowedOrigins = ['https://www.shop.example', 'https://*.partner.example', 'http://localhost:8080'];

  for (const origin of [
    'https://www.shop.example',
    'https://a.partner.example',
    'https://a.b.partner.example',
    'http://localhost:8080',
  ]) {
    it(`${origin} is allowed when it is listed`, async () => {
      const response = await handler({allowedOrigins})(from(origin));
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('Access-Control-Allow-Origin'), origin);
      assert.equal(response.headers.get('Access-Control-Allow-Credentials'), 'true');
      assert.match(response.headers.get('Vary') ?? '', /Origin/);
    });
  }

  for (const origin of [
    'https://evil.example',
    'http://www.shop.example',
    'https://www.shop.example.evil.example',
    'https://evilpartner.example',
    'https://partner.example',
    'https://www.shop.example:8443',
    'null',
  ]) {
    it(`${origin} gets nothing, and nothing is asked for it`, async () => {
      const response = await handler({allowedOrigins})(from(origin));
      assert.equal(response.status, 403);
      assert.equal(response.headers.get('Access-Control-Allow-Origin'), null);
      assert.equal(await codeOf(response), 'origin-refused');
      assert.equal(upstream.asked.length, 0);
    });
  }

  it('is the own one when an older browser sends only the same host', async () => {
    const request = (origin: string) => new Request(endpoint, {method: 'POST', headers: {Origin: origin}});
    assert.equal((await handler()(request('https://shop.example'))).status, 200);
    assert.equal((await handler()(request('https://other.example'))).status, 403);
  });

  it('must be told', async () => {
    assert.equal((await handler()(new Request(endpoint, {method: 'POST'}))).status, 403);
  });

  it('may be any, and then without cookies', async () => {
    const response = await handler({allowedOrigins: ['*']})(from('https://anyone.example'));
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), 'https://anyone.example');
    assert.equal(response.headers.get('Access-Control-Allow-Credentials'), null);
  });

  it('is answered before the request itself', async () => {
    const preflight = (origin: string) =>
      handler({allowedOrigins})(
        fromPage(
          {
            Origin: origin,
            'Sec-Fetch-Site': 'cross-site',
            'Access-Control-Request-Method': 'POST',
            'Access-Control-Request-Headers': 'x-session',
          },
          {method: 'OPTIONS'},
        ),
      );
    const allowed = await preflight('https://www.shop.example');
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers.get('Access-Control-Allow-Headers'), 'x-session');
    assert.equal((await preflight('https://evil.example')).status, 403);
    assert.equal(upstream.asked.length, 0);
  });

  it('can read why it was refused, when it is allowed', async () => {
    const response = await handler({allowedOrigins, authorize: () => false})(
      from('https://www.shop.example'),
    );
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), 'https://www.shop.example');
  });
});

describe('The person who asks', () => {
  it('may be refused', async () => {
    const response = await handler({authorize: () => false})(fromPage());
    assert.equal(response.status, 401);
    assert.equal(upstream.asked.length, 0);
  });

  it('may be known by a cookie or by the body', async () => {
    const authorize = async (request: Request) =>
      request.headers.get('Cookie') === 'session=1' && (await request.text()) === 'captcha';
    const request = fromPage({Cookie: 'session=1'}, {body: 'captcha'});
    assert.equal((await handler({authorize})(request)).status, 200);
  });

  it('may be answered by the site itself', async () => {
    const authorize = () => Response.json({why: 'closed'}, {status: 403});
    const response = await handler({authorize})(fromPage());
    assert.equal(response.status, 403);
    assert.deepEqual(await response.json(), {why: 'closed'});
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
  });

  it('is not let in when the check forgets to answer, or breaks', async () => {
    const forgetful = () => undefined as unknown as boolean;
    assert.equal((await handler({authorize: forgetful})(fromPage())).status, 401);
    const broken = await handler({
      authorize: () => {
        throw new Error('database password is hunter2');
      },
    })(fromPage());
    assert.equal(broken.status, 500);
    assert.doesNotMatch(await broken.text(), /hunter2/);
    assert.equal(errors.at(-1)?.code, 'internal');
    assert.equal(upstream.asked.length, 0);
  });
});

describe('Other methods', () => {
  for (const method of ['PUT', 'DELETE', 'PATCH']) {
    it(`${method} is not allowed`, async () => {
      const response = await handler()(fromPage({}, {method}));
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('Allow'), 'POST, GET, HEAD, OPTIONS');
    });
  }

  it('HEAD tells a monitor that the endpoint is there, and costs neither token nor limit', async () => {
    const ask = handler({rateLimit: {max: 1}, authorize: () => ({user: 'ada'})});
    for (const headers of [{}, {Origin: 'https://elsewhere.example'}] as Record<string, string>[]) {
      const response = await ask(new Request(endpoint, {method: 'HEAD', headers}));
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('Cache-Control'), 'no-store');
      assert.equal(response.body, null);
    }
    assert.equal(upstream.asked.length, 0);
    assert.equal((await ask(fromPage())).status, 200);
  });
});

describe('Options that cannot work', () => {
  const cases: readonly (readonly [string, Partial<TokenHandlerOptions>, RegExp])[] = [
    ['no key', {apiKey: undefined}, /OPENAI_API_KEY/],
    ['an empty key', {apiKey: ' '}, /OPENAI_API_KEY/],
    ['no session', {session: undefined}, /session/],
    ['an expiry beyond a day', {expiresAfter: 90_000}, /expiresAfter .* 10 to 7200/],
    ['an expiry that is no number', {expiresAfter: NaN}, /expiresAfter/],
    ['an origin without a scheme', {allowedOrigins: ['shop.example']}, /https:\/\/shop\.example/],
    ['an origin with a path', {allowedOrigins: ['https://shop.example/']}, /origin/],
    ['a limit of nothing', {rateLimit: {max: 0}}, /rateLimit\.max/],
    ['a session that is no JSON', {session: {big: 5n}}, /session .* JSON/],
    ['a time-out of nothing', {callbackTimeoutMs: 0}, /callbackTimeoutMs .* 1 to 60000/],
    ['a check that is no function', {authorize: true as never}, /authorize must be a function/],
    ['a log that is no function', {onError: 'log' as never}, /onError must be a function/],
    ['an audit that is no function', {onSuccess: {} as never}, /onSuccess must be a function/],
    ['a key that is no function', {rateLimit: {key: 'ip' as never}}, /rateLimit\.key must be a function/],
    ['a store that cannot count', {rateLimit: {store: {} as never}}, /rateLimit\.store .* hit\(/],
    ['no store at all', {rateLimit: {store: null as never}}, /rateLimit\.store/],
    [
      'headers that are no function',
      {upstream: {headers: {} as never}},
      /upstream\.headers must be a function/,
    ],
    ['an upstream that has no time', {upstream: {timeoutMs: NaN}}, /upstream\.timeoutMs/],
    ['an upstream with a password', {upstream: 'https://ada:hunter2@api.example/'}, /^[^@]*user name[^@]*$/],
    ['an upstream that is no address', {upstream: 'openai'}, /upstream/],
    ['an upstream that is a file', {upstream: 'file:///etc/passwd'}, /upstream/],
  ];
  for (const [what, options, message] of cases) {
    it(`${what}: one sentence says so at once`, () => {
      assert.throws(
        () => handler(options),
        (error: Error) => {
          assert.ok(error instanceof TypeError);
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /\n/);
          return true;
        },
      );
    });
  }

  it('a key that is missing when it is needed fails without a word about it to the page', async () => {
    const response = await handler({apiKey: () => undefined})(fromPage());
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /OPENAI/);
    assert.match(errors[0]?.detail ?? '', /OPENAI_API_KEY/);
  });
});
