import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {MemoryRateLimitStore, type RateLimitStore} from '../../src/server/index.js';
import {until} from '../helpers/until.js';
import {load, startExample, type ExampleProcess} from './example-process.js';
import {sendJson, startStubUpstream, type Asked, type StubUpstream} from './stub-upstream.js';

interface DayBudgetExports {
  dayBudget(options: {
    tokens: number;
    perClient: number;
    store?: RateLimitStore;
    dayStore?: RateLimitStore;
    now?: () => number;
  }): RateLimitStore;
}

/** One that the example knows: it imports the package. */
async function packagedStore(): Promise<RateLimitStore> {
  const name = 'voice-assistant-element/server';
  const {MemoryRateLimitStore: Store} = (await import(name)) as {
    MemoryRateLimitStore: typeof MemoryRateLimitStore;
  };
  return new Store();
}

describe('The budget of a day', () => {
  const noon = Date.UTC(2026, 10, 28, 12);
  let now = noon;
  let budget: RateLimitStore;
  beforeEach(async () => {
    now = noon;
    const {dayBudget} = await load<DayBudgetExports>('day-budget.js');
    const store = new MemoryRateLimitStore({now: () => now});
    budget = dayBudget({tokens: 3, perClient: 2, store, now: () => now});
  });

  it('lets in as many as it has, and says to the next that midnight is when to come back', async () => {
    for (const client of ['a', 'b', 'c']) assert.equal((await budget.hit(client, 60)).count, 1);
    assert.deepEqual(await budget.hit('d', 60), {count: Infinity, resetSeconds: 12 * 3_600});
  });

  it('begins anew with the day', async () => {
    for (const client of ['a', 'b', 'c', 'd']) await budget.hit(client, 60);
    now += 12 * 3_600_000;
    assert.equal((await budget.hit('d', 60)).count, 1);
  });

  it('is not spent by one client that is refused anyway', async () => {
    for (let time = 0; time < 50; time += 1) await budget.hit('flood', 60);
    assert.deepEqual(await budget.hit('flood', 60), {count: 51, resetSeconds: 60});
    assert.equal((await budget.hit('a', 60)).count, 1);
  });

  it('is remembered, however many clients come', async () => {
    const {dayBudget} = await load<DayBudgetExports>('day-budget.js');
    for (const store of [undefined, await packagedStore()]) {
      const kept = dayBudget({tokens: 3, perClient: 2, store, now: () => now});
      const hits = [];
      for (let client = 0; client < 10_100; client += 1) hits.push(await kept.hit(`client ${client}`, 60));
      assert.equal(hits.filter(({count}) => count <= 2).length, 3);
    }
  });

  it('is counted where the clients are, in a store that servers share', async () => {
    const {dayBudget} = await load<DayBudgetExports>('day-budget.js');
    const counted: string[] = [];
    const store: RateLimitStore = {
      hit(key) {
        counted.push(key);
        return {count: 1, resetSeconds: 60};
      },
    };
    await dayBudget({tokens: 3, perClient: 2, store, now: () => now}).hit('a', 60);
    assert.deepEqual(counted, ['a', 'day:2026-11-28']);
  });

  it('tells the log once a day that it is used up', async context => {
    const log = context.mock.method(console, 'error', () => {});
    for (let client = 0; client < 10; client += 1) await budget.hit(`client ${client}`, 60);
    now += 24 * 3_600_000;
    for (let client = 10; client < 20; client += 1) await budget.hit(`client ${client}`, 60);
    const lines = log.mock.calls.map(({arguments: [line]}) => line as string);
    assert.equal(lines.length, 2);
    assert.match(lines[0]!, /budget of 3 tokens is used up until midnight/);
  });

  it('is kept to by visitors who come at once', async () => {
    const clients = Array.from({length: 20}, (_, index) => `client ${index}`);
    const hits = await Promise.all(clients.map(async client => budget.hit(client, 60)));
    assert.equal(hits.filter(({count}) => count <= 2).length, 3);
  });
});

describe('The server that ends calls', () => {
  const offer = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n';
  let upstream: StubUpstream;
  let server: ExampleProcess;
  before(async () => (upstream = await startStubUpstream()));
  after(() => upstream.close());
  afterEach(() => server.end());

  const paths = () => upstream.asked.map(({path}) => path);
  const [secrets, calls, hangup] = ['client_secrets', 'calls', 'calls/rtc_7/hangup'].map(
    path => `/v1/realtime/${path}`,
  );

  async function start(environment: Record<string, string>, answers: Record<string, [number, object]> = {}) {
    upstream.asked.length = 0;
    upstream.answer = (response, {path}: Asked) => {
      const [status, headers] = answers[path] ?? [path === calls ? 201 : 200, {Location: `${calls}/rtc_7`}];
      if (path === calls)
        response.writeHead(status, {...headers, 'Content-Type': 'application/sdp'}).end(offer);
      else sendJson(response, status, {value: 'ek_of_the_call'});
    };
    server = await startExample(
      process.execPath,
      ['--import', fileURLToPath(new URL('redirect-upstream.mjs', import.meta.url)), 'longest-call.js'],
      {OPENAI_API_KEY: 'key-of-the-test', STUB_UPSTREAM: upstream.url, ...environment},
    );
  }
  const call = (init: RequestInit = {}, query = '') =>
    fetch(`${server.url}/calls${query}`, {
      method: 'POST',
      body: offer,
      ...init,
      headers: {Origin: server.url, 'Content-Type': 'application/sdp', Authorization: 'Bearer none'},
    });

  it('makes the call itself, and hangs it up when its time is over', async () => {
    await start({MAX_CALL_SECONDS: '0.1'});
    const response = await call();
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('Content-Type'), 'application/sdp');
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    assert.equal(await response.text(), offer);
    await until(() => paths().includes(hangup!), 'the call is hung up');
    assert.deepEqual(paths(), [secrets, calls, hangup]);
    const [, made, ended] = upstream.asked;
    assert.deepEqual([made?.method, made?.body], ['POST', offer]);
    assert.equal(made?.headers.authorization, 'Bearer ek_of_the_call');
    assert.deepEqual([ended?.method, ended?.headers.authorization], ['POST', 'Bearer key-of-the-test']);
  });

  it('takes the offers of pages that name a model', async () => {
    await start({});
    assert.equal((await call({}, '?model=gpt-realtime-2.1')).status, 201);
  });

  it('does not start with a time or a budget that is none', async () => {
    for (const [name, value] of [
      ['MAX_CALL_SECONDS', '10m'],
      ['MAX_CALL_SECONDS', '0'],
      ['CALLS_PER_DAY', 'many'],
    ])
      await assert.rejects(start({[name!]: value!}), new RegExp(`TypeError: ${name}`));
  });

  it('never lets a token out', async () => {
    await start({});
    for (const method of ['POST', 'GET', 'HEAD', 'PUT']) {
      const response = await call({method, body: method === 'POST' || method === 'PUT' ? offer : undefined});
      assert.doesNotMatch(await response.text(), /ek_/);
      assert.equal(response.status, method === 'POST' ? 201 : 405);
    }
  });

  it('makes no call beyond the budget of the day, nor for pages of other sites', async () => {
    await start({CALLS_PER_DAY: '1'});
    assert.equal((await call()).status, 201);
    const refused = await call();
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('Retry-After')) > 0);
    assert.deepEqual(paths(), [secrets, calls]);
    const elsewhere = await fetch(`${server.url}/calls`, {
      method: 'POST',
      body: offer,
      headers: {Origin: 'https://evil.example'},
    });
    assert.equal(elsewhere.status, 403);
  });

  it('passes on no call that it could not end', async () => {
    await start({}, {[calls!]: [201, {}]});
    assert.equal((await call()).status, 502);
  });
});
