import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {
  createElevenLabsTokenHandler,
  type ElevenLabsTokenHandlerOptions,
  type HostReport,
  type TokenHandlerError,
} from '../../src/server/index.js';
import {sendJson, startStubUpstream, type StubUpstream} from './stub-upstream.js';

const apiKey = 'sk_0123456789abcdef0123456789abcdef';
const endpoint = 'https://shop.example/token';
const signed =
  'wss://api.elevenlabs.io/v1/convai/conversation?agent_id=agent_1&conversation_signature=cvtkn_1';

let upstream: StubUpstream;
const errors: TokenHandlerError[] = [];

before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());
afterEach(() => {
  upstream.asked.length = errors.length = 0;
  upstream.answer = null;
});

function handler(options: Partial<ElevenLabsTokenHandlerOptions> = {}) {
  upstream.answer ??= response => sendJson(response, 200, {signed_url: signed, conversation_id: null});
  return createElevenLabsTokenHandler({
    apiKey,
    session: {agent_id: 'agent_1'},
    upstream: upstream.url,
    rateLimit: false,
    onError: error => errors.push(error),
    ...options,
  });
}

const fromPage = (init: RequestInit = {}) =>
  new Request(endpoint, {
    method: 'POST',
    ...init,
    headers: {Origin: 'https://shop.example', 'Sec-Fetch-Site': 'same-origin', ...init.headers},
  });

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as {error: {code: string}}).error.code;
}

describe('A signed URL', () => {
  it('is handed out, and nothing else of the upstream', async () => {
    const response = await handler()(fromPage());
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    assert.deepEqual(await response.json(), {signed_url: signed});
  });

  it('is asked for with GET, the key in its own header, and the agent of the site', async () => {
    await handler({session: {agent_id: 'agent 1', branch_id: 'b', environment: 'staging'}})(fromPage());
    const [asked] = upstream.asked;
    assert.equal(asked?.method, 'GET');
    assert.equal(asked?.headers['xi-api-key'], apiKey);
    assert.equal(asked?.headers.authorization, undefined);
    assert.equal(asked?.body, null);
    const {searchParams} = new URL(asked?.path ?? '', 'http://upstream');
    assert.deepEqual(Object.fromEntries(searchParams), {
      agent_id: 'agent 1',
      branch_id: 'b',
      environment: 'staging',
    });
  });

  it('is of the agent of the site, whatever the page sends', async () => {
    const body = JSON.stringify({agent_id: 'agent_2', session: {agent_id: 'agent_2'}});
    await handler()(fromPage({body, headers: {'Content-Type': 'application/json'}}));
    await handler()(new Request(`${endpoint}?agent_id=agent_2`, fromPage()));
    for (const {path} of upstream.asked) assert.match(path, /agent_id=agent_1$/);
    assert.equal(upstream.asked.length, 2);
  });

  it('comes with what the conversation is begun with, made up for the person', async () => {
    const response = await handler({
      authorize: () => ({user: 'ada'}),
      session: (_request, user) => ({
        agent_id: 'agent_1',
        user_id: user,
        dynamic_variables: {name: 'Ada', orders: 2},
        conversation_config_override: {agent: {language: 'de'}},
      }),
    })(fromPage());
    assert.deepEqual(await response.json(), {
      signed_url: signed,
      user_id: 'ada',
      dynamic_variables: {name: 'Ada', orders: 2},
      conversation_config_override: {agent: {language: 'de'}},
    });
    assert.doesNotMatch(upstream.asked[0]?.path ?? '', /ada|orders/i);
  });

  it('is reported without itself', async () => {
    const reports: HostReport[] = [];
    await handler({onSuccess: report => reports.push(report), authorize: () => ({user: 'ada'})})(fromPage());
    assert.equal(reports[0]?.user, 'ada');
    assert.doesNotMatch(JSON.stringify(reports), /cvtkn|sk_/);
  });
});

describe('No signed URL', () => {
  const answers: readonly (readonly [string, unknown])[] = [
    ['a token for WebRTC', {token: 'eyJ'}],
    ['no address', {signed_url: 'soon'}],
    ['another scheme', {signed_url: 'https://api.elevenlabs.io/'}],
    ['the key', {signed_url: `wss://api.elevenlabs.io/?xi-api-key=${apiKey}`}],
    ['a list', ['wss://api.elevenlabs.io/']],
  ];
  for (const [what, body] of answers)
    it(`comes of an upstream that answers with ${what}`, async () => {
      upstream.answer = response => sendJson(response, 200, body);
      const response = await handler()(fromPage());
      assert.equal(response.status, 502);
      const text = await response.text();
      assert.match(text, /upstream-answer/);
      assert.doesNotMatch(text + JSON.stringify(errors), /sk_|eyJ/);
    });

  for (const [status, code, answered] of [
    [401, 'upstream-refused', 502],
    [422, 'upstream-refused', 502],
    [429, 'upstream-busy', 503],
    [500, 'upstream-busy', 503],
  ] as const)
    it(`comes of an upstream that answers ${status}, and the key stays here`, async () => {
      upstream.answer = response => sendJson(response, status, {detail: {message: `invalid ${apiKey}`}});
      const response = await handler()(fromPage());
      assert.equal(response.status, answered);
      assert.equal(await codeOf(response), code);
      assert.equal(errors[0]?.upstreamStatus, status);
      assert.doesNotMatch(errors[0]?.detail ?? '', /sk_0/);
    });

  it('is asked for those who may not have it', async () => {
    assert.equal((await handler({authorize: () => false})(fromPage())).status, 401);
    assert.equal(
      (await handler()(fromPage({headers: {Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site'}})))
        .status,
      403,
    );
    const limited = handler({rateLimit: {max: 1}, authorize: () => ({user: 'ada'})});
    assert.equal((await limited(fromPage())).status, 200);
    assert.equal((await limited(fromPage())).status, 429);
    assert.equal(upstream.asked.length, 1);
  });

  it('comes of a session without an agent, of a function', async () => {
    const response = await handler({session: () => ({}) as never})(fromPage());
    assert.equal(response.status, 500);
    assert.match(errors[0]?.detail ?? '', /agent_id/);
  });
});

describe('Options that cannot work with an agent', () => {
  const cases: readonly (readonly [string, Partial<ElevenLabsTokenHandlerOptions>, RegExp])[] = [
    ['no key', {apiKey: undefined}, /createElevenLabsTokenHandler .* ELEVENLABS_API_KEY/],
    ['no agent', {session: {} as never}, /agent_id/],
    ['an agent without a name', {session: {agent_id: ' '}}, /agent_id/],
    ['no session', {session: undefined}, /session/],
  ];
  for (const [what, options, message] of cases)
    it(`${what}: one sentence says so at once`, () => {
      assert.throws(() => handler(options), message);
    });

  it('a key that is missing when it is needed is named in the log', async () => {
    const response = await handler({apiKey: () => undefined})(fromPage());
    assert.equal(response.status, 500);
    assert.match(errors[0]?.detail ?? '', /ELEVENLABS_API_KEY/);
  });
});
