import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {
  createTokenHandler,
  MemoryRateLimitStore,
  withClientAddress,
  type RateLimitStore,
  type TokenHandlerOptions,
} from '../../src/server/index.js';
import {startStubUpstream, type StubUpstream} from './stub-upstream.js';

let upstream: StubUpstream;
before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());

function handler(options: Partial<TokenHandlerOptions>) {
  const defaults = {apiKey: 'key', session: {model: 'm'}, upstream: upstream.url, onError: () => {}};
  return createTokenHandler({...defaults, ...options});
}

const request = (headers: Record<string, string> = {}) =>
  new Request('https://shop.example/token', {
    method: 'POST',
    headers: {'Sec-Fetch-Site': 'same-origin', ...headers},
  });
const of = (address: string) => withClientAddress(request(), address);

describe('The rate limit', () => {
  it('refuses a client that asks too often, says when to come back, and lets others in', async () => {
    const ask = handler({rateLimit: {max: 2, windowSeconds: 30}});
    assert.equal((await ask(of('192.0.2.1'))).status, 200);
    assert.equal((await ask(of('192.0.2.1'))).status, 200);
    const refused = await ask(of('192.0.2.1'));
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('Retry-After'), '30');
    assert.equal((await ask(of('192.0.2.2'))).status, 200);
  });

  it('is 10 in a minute when nothing is said', async () => {
    const ask = handler({});
    const statuses: number[] = [];
    for (let time = 0; time < 11; time += 1) statuses.push((await ask(of('192.0.2.1'))).status);
    assert.deepEqual(statuses, [...Array<number>(10).fill(200), 429]);
  });

  it('counts the addresses of one household, and both spellings of one address, together', async () => {
    const ask = handler({rateLimit: {max: 1}});
    assert.equal((await ask(of('2001:db8:1:2::1'))).status, 200);
    assert.equal((await ask(of('2001:0DB8:1:2:ffff::9'))).status, 429);
    assert.equal((await ask(of('2001:db8:1:3::1'))).status, 200);
    assert.equal((await ask(of('::ffff:192.0.2.9'))).status, 200);
    assert.equal((await ask(of('192.0.2.9'))).status, 429);
  });

  const clients = [
    ['192.0.2.1:50123', '192.0.2.1:50124', '::ffff:192.0.2.1', '::ffff:c000:201', '"192.0.2.1:7"'],
    [
      '[2001:db8:1:2::1]:443',
      '2001:db8:1:2::1',
      '[2001:db8:1:2::7]',
      'fe80::1%eth0'.replace('fe80', '2001:db8:1:2'),
    ],
  ];
  for (const [first = '', ...others] of clients) {
    it(`counts every port and spelling of ${first} as one client`, async () => {
      const ask = handler({rateLimit: {max: 1}});
      assert.equal((await ask(of(first))).status, 200);
      for (const other of others) assert.equal((await ask(of(other))).status, 429, other);
      const byKey = handler({rateLimit: {max: 1, key: asked => asked.headers.get('x-azure-clientip')}});
      assert.equal((await byKey(request({'x-azure-clientip': first}))).status, 200);
      for (const other of others) {
        assert.equal((await byKey(request({'x-azure-clientip': other}))).status, 429, other);
      }
    });
  }

  it('gives no key of its own to what is no address', async t => {
    t.mock.method(console, 'warn', () => {});
    const ask = handler({rateLimit: {max: 1}});
    assert.equal((await ask(of('unknown'))).status, 200);
    for (const made of ['a1', 'a2', '192.0.2.300', '']) assert.equal((await ask(of(made))).status, 429, made);
    assert.equal((await ask(of('192.0.2.1'))).status, 200);
  });

  it('tells the log which client it was, unless that is a secret of the site', async () => {
    const details: string[] = [];
    const refuse = async (options: Partial<TokenHandlerOptions>, asked: Request) => {
      const store = {hit: () => ({count: 11, resetSeconds: 1})};
      const rateLimit = {...options.rateLimit, store};
      const onError = (error: {detail: string}) => details.push(error.detail);
      assert.equal((await handler({...options, rateLimit, onError})(asked)).status, 429);
    };
    await refuse({}, of('192.0.2.1:50123'));
    await refuse({authorize: () => ({user: 'ada\nlovelace'})}, request());
    await refuse({rateLimit: {key: () => '192.0.2.2'}}, request());
    await refuse({rateLimit: {key: () => 'Bearer hunter2'}}, request());
    assert.deepEqual(details, [
      'More than 10 in 60 s: address:192.0.2.1',
      'More than 10 in 60 s: user:ada lovelace',
      'More than 10 in 60 s: address:192.0.2.2',
      'More than 10 in 60 s: a key of rateLimit.key',
    ]);
  });

  it('goes by the user that was recognised, wherever they are', async () => {
    const ask = handler({rateLimit: {max: 1}, authorize: () => ({user: 'ada'})});
    assert.equal((await ask(of('192.0.2.1'))).status, 200);
    assert.equal((await ask(of('192.0.2.2'))).status, 429);
  });

  it('goes by a key of the site', async () => {
    const ask = handler({rateLimit: {max: 1, key: asked => asked.headers.get('cf-connecting-ip')}});
    assert.equal((await ask(request({'cf-connecting-ip': 'a'}))).status, 200);
    assert.equal((await ask(request({'cf-connecting-ip': 'a'}))).status, 429);
    assert.equal((await ask(request({'cf-connecting-ip': 'b'}))).status, 200);
  });

  it('counts all clients together where they cannot be told apart, and warns once', async t => {
    const warn = t.mock.method(console, 'warn', () => {});
    const ask = handler({rateLimit: {max: 1}});
    assert.equal((await ask(request())).status, 200);
    assert.equal((await ask(request())).status, 429);
    assert.equal(warn.mock.callCount(), 1);
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /rateLimit\.key/);
  });

  it('is not spent by those who may not ask at all', async () => {
    let allowed = false;
    const ask = handler({rateLimit: {max: 1}, authorize: () => allowed});
    assert.equal((await ask(of('192.0.2.1'))).status, 401);
    allowed = true;
    assert.equal((await ask(of('192.0.2.1'))).status, 200);
  });

  it('counts in a store of the site, and hands out nothing when that fails', async () => {
    const hits: unknown[] = [];
    const store: RateLimitStore = {
      hit(key, windowSeconds) {
        hits.push([key, windowSeconds]);
        if (hits.length > 1) throw new Error('connection to redis lost');
        return Promise.resolve({count: 1, resetSeconds: 5});
      },
    };
    const ask = handler({rateLimit: {store, windowSeconds: 5}});
    const asked = upstream.asked.length;
    assert.equal((await ask(of('192.0.2.1'))).status, 200);
    const failed = await ask(of('192.0.2.1'));
    assert.equal(failed.status, 503);
    assert.doesNotMatch(await failed.text(), /redis/);
    assert.deepEqual(hits[0], ['address:192.0.2.1', 5]);
    assert.equal(upstream.asked.length, asked + 1);
  });
});

describe('The store in memory', () => {
  it('begins anew when a window has passed', () => {
    let now = 0;
    const store = new MemoryRateLimitStore({now: () => now});
    assert.deepEqual(store.hit('a', 10), {count: 1, resetSeconds: 10});
    now = 4_000;
    assert.deepEqual(store.hit('a', 10), {count: 2, resetSeconds: 6});
    now = 10_000;
    assert.deepEqual(store.hit('a', 10), {count: 1, resetSeconds: 10});
  });

  it('forgets the oldest of more clients than it may remember', () => {
    const store = new MemoryRateLimitStore({maxKeys: 2, now: () => 0});
    for (const key of ['a', 'b', 'c']) store.hit(key, 10);
    assert.equal(store.hit('c', 10).count, 2);
    assert.equal(store.hit('b', 10).count, 2);
    assert.equal(store.hit('a', 10).count, 1);
  });
});
