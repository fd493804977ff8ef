import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {
  createTokenHandler,
  type RateLimitStore,
  type TokenHandlerError,
  type TokenHandlerOptions,
} from '../../src/server/index.js';
import {startStubUpstream, type StubUpstream} from './stub-upstream.js';

/* Every function that a host gives can fail in every way. The page always gets an answer, and the log the reason. */

const apiKey = 'key-0123456789';
const callbackTimeoutMs = 100;
let upstream: StubUpstream;
const errors: TokenHandlerError[] = [];

before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());
afterEach(() => {
  upstream.asked.length = 0;
  errors.length = 0;
});

const fromPage = (init: RequestInit = {}) =>
  new Request('https://shop.example/token', {
    method: 'POST',
    headers: {'Sec-Fetch-Site': 'same-origin'},
    ...init,
  });

function handler(options: object) {
  return createTokenHandler({
    apiKey,
    session: {model: 'm'},
    upstream: upstream.url,
    rateLimit: false,
    callbackTimeoutMs,
    onError: error => errors.push(error),
    ...options,
  });
}

/** What a host's function does instead of its work. It is given what the key is. */
type Misbehaviour = (key?: unknown) => unknown;

const failures: Readonly<Record<string, Misbehaviour>> = {
  'throws an error': () => {
    throw new Error('database password is hunter2');
  },
  'throws a string': () => {
    throw 'hunter2';
  },
  'throws nothing': () => {
    throw undefined;
  },
  'throws a value that cannot be written': () => {
    throw Object.create(null);
  },
  'throws an error whose cause throws': () => {
    throw Object.defineProperty(new Error('x'), 'cause', {
      get() {
        throw new Error('hunter2');
      },
    });
  },
  'throws an error that causes itself': () => {
    const error: {cause?: unknown} = new Error('x');
    error.cause = error;
    throw error;
  },
  'throws an error of several lines': () => {
    throw new Error('one\ntwo\u2028three\u001b[31m');
  },
  rejects: () => Promise.reject(new Error('hunter2')),
  'rejects later': () => new Promise((_, reject) => setTimeout(reject, 5, new Error('hunter2'))),
  'returns a thenable that throws': () => ({
    then() {
      throw new Error('hunter2');
    },
  }),
  'says the key in its error': key => {
    throw new Error(`bad key ${String(key)} or sk-proj-abc123`);
  },
  'never answers': () => new Promise(() => {}),
  'rejects after its time': () =>
    new Promise((_, reject) => setTimeout(reject, callbackTimeoutMs + 30, new Error('late'))),
};

/** For each function: how it is given, what it must not return, and how the page is answered then. */
const callbacks: readonly {
  readonly name: string;
  readonly give: (act: Misbehaviour) => object;
  readonly nonsense: readonly unknown[];
  readonly status: number;
}[] = [
  {
    name: 'apiKey',
    give: act => ({apiKey: () => act()}),
    nonsense: [undefined, null, '', '  ', 5, {}, ['key'], true],
    status: 500,
  },
  {
    name: 'session',
    give: act => ({session: () => act()}),
    nonsense: [undefined, null, '', 'gpt', 5, ['m'], {big: 5n}, () => {}],
    status: 500,
  },
  {
    name: 'authorize',
    give: act => ({authorize: () => act()}),
    nonsense: [0, 1, '', 'ada', {}, {user: ''}, {user: 5}, {user: undefined}, ['ada'], () => true, 5n],
    status: 500,
  },
  {
    name: 'rateLimit.key',
    give: act => ({rateLimit: {key: () => act()}}),
    nonsense: [0, 5, NaN, true, {}, ['a'], () => 'a'],
    status: 500,
  },
  {
    name: 'rateLimit.store',
    give: act => ({rateLimit: {store: {hit: () => act()}}}),
    nonsense: [undefined, null, 5, '1', [1, 60], {}, {count: '1'}, {count: NaN}, {resetSeconds: 5}],
    status: 503,
  },
  {
    name: 'upstream.headers',
    give: act => ({upstream: {url: upstream.url, headers: act}}),
    nonsense: [undefined, null, 'Bearer x', 5, [], {'bad name': 'x'}, {Authorization: `${apiKey}\nX: y`}],
    status: 500,
  },
];

for (const {name, give, nonsense, status} of callbacks) {
  describe(`${name}, when it`, () => {
    async function fails(act: Misbehaviour): Promise<TokenHandlerError> {
      const response = await handler(give(act))(fromPage());
      const text = await response.text();
      assert.equal(response.status, status, text);
      assert.equal(response.headers.get('Cache-Control'), 'no-store');
      assert.doesNotMatch(text, /hunter2|0123456789|sk-proj/);
      assert.equal(upstream.asked.length, 0);
      assert.equal(errors.length, 1);
      const [error] = errors;
      assert.equal(error!.code, status === 503 ? 'rate-limit-unavailable' : 'internal');
      assert.doesNotMatch(error!.detail, /0123456789|sk-proj-|[\n\u2028\u001b]/);
      assert.ok(error!.detail, 'the log is told nothing');
      return error!;
    }

    for (const [what, act] of Object.entries(failures)) {
      it(`${what}, ends in ${status}, and the log says which function it was`, async () => {
        const {detail, cause} = await fails(act);
        assert.ok(detail.includes(name), detail);
        if (name === 'upstream.headers') assert.equal(cause, undefined, 'the cause may hold the key');
      });
    }

    it('never answers, is told from one that fails', async () => {
      assert.match((await fails(() => new Promise(() => {}))).detail, /did not answer within 100 ms/);
    });

    for (const value of nonsense) {
      it(`returns ${describeValue(value)}, ends in ${status}`, async () => {
        await fails(() => value);
      });
    }

    it('takes longer than the client waits, is not waited for', async () => {
      const client = new AbortController();
      const answer = handler({...give(() => new Promise(() => {})), callbackTimeoutMs: 60_000});
      setTimeout(() => client.abort(), 20);
      assert.equal((await answer(fromPage({signal: client.signal}))).status, 499);
      assert.deepEqual(
        errors.map(({code}) => code),
        ['client-gone'],
      );
      assert.equal(upstream.asked.length, 0);
    });

    it('fails since the client is gone, is no failure of the site', async () => {
      const client = new AbortController();
      const act = () => {
        client.abort();
        throw new Error('aborted');
      };
      assert.equal((await handler(give(act))(fromPage({signal: client.signal}))).status, 499);
    });
  });
}

function describeValue(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  return (
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner)) ??
    'nothing'
  );
}

describe('Functions of a host may', () => {
  it('be asynchronous, all of them', async () => {
    const store: RateLimitStore = {hit: () => Promise.resolve({count: 1, resetSeconds: 5})};
    const options: Partial<TokenHandlerOptions> = {
      apiKey: () => Promise.resolve(' key-of-a-file\n'),
      session: () => Promise.resolve({model: 'late'}),
      authorize: () => Promise.resolve({user: 'ada'}),
      rateLimit: {key: () => Promise.resolve(null), store},
      upstream: {
        url: upstream.url,
        headers: key => Promise.resolve(new Headers({'api-key': key, Accept: 'text/plain'})),
      },
    };
    assert.equal((await handler(options)(fromPage())).status, 200);
    const [asked] = upstream.asked;
    assert.equal(asked?.headers['api-key'], 'key-of-a-file');
    assert.equal(asked?.headers.accept, 'text/plain');
    assert.equal((asked?.body as {session: {model: string}}).session.model, 'late');
  });

  it('not be called for a client that is gone already', async () => {
    const authorize = () => assert.fail('it was called');
    const response = await handler({authorize})(fromPage({signal: AbortSignal.abort()}));
    assert.equal(response.status, 499);
  });
});

describe('A store that forgets when the window ends', () => {
  for (const resetSeconds of [undefined, null, NaN, -1, Infinity, '30']) {
    it(`and says ${String(resetSeconds)} makes the client wait for a whole one`, async () => {
      const store = {hit: () => ({count: 11, resetSeconds})};
      const response = await handler({rateLimit: {windowSeconds: 42, store}})(fromPage());
      assert.equal(response.status, 429);
      assert.equal(response.headers.get('Retry-After'), '42');
    });
  }
});

describe('onError, when it', () => {
  for (const [what, act] of Object.entries(failures)) {
    it(`${what}, costs the page nothing`, async t => {
      const said = t.mock.method(console, 'error', () => {});
      const response = await handler({apiKey: () => '', onError: act})(fromPage());
      assert.equal(response.status, 500);
      await new Promise(resolve => setTimeout(resolve, callbackTimeoutMs + 50)); // It may reject later.
      const isTold = what !== 'never answers';
      assert.equal(said.mock.callCount(), isTold ? 1 : 0);
      if (isTold)
        assert.match(String(said.mock.calls[0]?.arguments[0]), /^Token endpoint: onError failed\. /);
    });
  }

  it('fails, and the console too, costs the page nothing', async t => {
    const broken = () => {
      throw new Error('EPIPE');
    };
    t.mock.method(console, 'error', broken);
    assert.equal((await handler({apiKey: () => '', onError: broken})(fromPage())).status, 500);
    assert.equal((await handler({apiKey: () => '', onError: undefined})(fromPage())).status, 500);
  });

  it('is left out, hears of what the site must repair, not of what visitors do', async t => {
    const said = t.mock.method(console, 'error', () => {});
    const answer = handler({authorize: () => false, onError: undefined});
    assert.equal((await answer(fromPage())).status, 401);
    assert.equal((await answer(fromPage({signal: AbortSignal.abort()}))).status, 499);
    assert.equal(said.mock.callCount(), 0);
    await handler({apiKey: () => '', onError: undefined})(fromPage());
    assert.match(String(said.mock.calls[0]?.arguments[0]), /^Token endpoint: internal\. There is no apiKey/);
  });
});

describe('A console that is broken', () => {
  it('keeps no visitor from a token when clients cannot be told apart', async t => {
    t.mock.method(console, 'warn', () => {
      throw new Error('EPIPE');
    });
    assert.equal((await handler({rateLimit: {}})(fromPage())).status, 200);
  });
});

describe('What is no Request', () => {
  const given: readonly unknown[] = [
    undefined,
    null,
    {},
    {headers: {}},
    {method: 'POST', headers: {host: 'x'}},
    'x',
  ];
  for (const value of given) {
    it(`${describeValue(value)} is answered all the same, with a hint in the log`, async () => {
      const response = await handler({})(value as Request);
      assert.equal(response.status, 500);
      assert.match(errors[0]?.detail ?? '', /toNodeListener/);
    });
  }
});
