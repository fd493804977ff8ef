import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';
import type {RateLimitStore} from '../../src/server/index.js';
import {examples, startExample, type ExampleProcess} from './example-process.js';
import {startStubUpstream, type StubUpstream} from './stub-upstream.js';

/* The examples as they are, with the built package; only OpenAI is a stub. */

let upstream: StubUpstream;
before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());

/** What an example exports. It is JavaScript, so its types are said here. */
const load = <Exports>(file: string) =>
  import(new URL(file, pathToFileURL(examples)).href) as Promise<Exports>;

type Ask = (headers?: Record<string, string>) => Promise<Response>;

/** What every token endpoint must do, for the first page that asks. */
async function handsOutTokens(
  ask: Ask,
  ownOrigin: string,
  headers: Record<string, string> = {},
): Promise<void> {
  const asked = upstream.asked.length;
  const response = await ask({Origin: ownOrigin, ...headers});
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('Cache-Control'), 'no-store');
  assert.match(((await response.json()) as {value: string}).value, /^ek_/);
  assert.equal(upstream.asked[asked]?.headers.authorization, 'Bearer key-of-the-test');
  const {session, expires_after} = upstream.asked[asked]?.body as Record<string, Record<string, unknown>>;
  assert.equal(session?.type, 'realtime');
  assert.equal(session?.model, 'gpt-realtime');
  assert.match(String(session?.instructions), /flower shop/);
  assert.equal(expires_after?.seconds, 60);
  const refused = await ask({Origin: 'https://evil.example', ...headers});
  assert.equal(refused.status, 403);
  assert.equal(upstream.asked.length, asked + 1);
}

async function refusesTheEleventh(ask: Ask, headers: Record<string, string>): Promise<void> {
  const statuses: number[] = [];
  for (let time = 0; time < 11; time += 1) statuses.push((await ask(headers)).status);
  assert.equal(statuses.at(-1), 429);
}

describe('As a process of its own, the example for', () => {
  let server: ExampleProcess;
  afterEach(() => server.end());

  const ask = (path: string) => (headers?: Record<string, string>) =>
    fetch(server.url + path, {method: 'POST', headers});
  const start = (command: string, ...args: string[]) =>
    startExample(command, args, {
      OPENAI_API_KEY: 'key-of-the-test',
      STUB_UPSTREAM: upstream.url,
      TOKEN_UPSTREAM: upstream.url,
      ALLOWED_ORIGINS: 'http://own.example',
    });
  const redirect = fileURLToPath(new URL('redirect-upstream.mjs', import.meta.url));
  const startNode = (file: string) => start(process.execPath, '--import', redirect, file);

  it('Node hands out tokens', async () => {
    server = await startNode('node.js');
    await handsOutTokens(ask('/token'), server.url);
    await refusesTheEleventh(ask('/token'), {Origin: server.url});
    assert.equal((await fetch(server.url)).status, 404);
  });

  it('Express hands out tokens, to those who are signed in', async () => {
    server = await startNode('express.js');
    await handsOutTokens(ask('/api/token'), server.url, {Cookie: 'user=ada'});
    assert.equal((await ask('/api/token')({Origin: server.url})).status, 401);
  });

  const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
  const php = has('php', '-r', 'exit(function_exists("curl_init") ? 0 : 1);');
  it('PHP hands out tokens', {skip: !php && 'there is no PHP with cURL'}, async () => {
    server = await start('php', '-S', '127.0.0.1:{port}');
    await handsOutTokens(ask('/token.php'), server.url);
  });

  const python = ['/usr/bin/python3', 'python3'].find(command =>
    has(command, '-c', 'import fastapi, httpx, uvicorn'),
  );
  it('FastAPI hands out tokens', {skip: !python && 'there is no FastAPI'}, async () => {
    server = await start(python!, '-B', '-m', 'uvicorn', 'fastapi_token:app', '--port', '{port}');
    await handsOutTokens(ask('/token'), 'http://own.example');
    await refusesTheEleventh(ask('/token'), {Origin: 'http://own.example'});
  });
});

interface Fetcher {
  fetch(request: Request, environment?: object): Promise<Response>;
}

describe('As a function, the example for', () => {
  const own = 'https://www.shop.example';
  const request = (headers?: Record<string, string>) =>
    new Request(`${own}/token`, {method: 'POST', headers});
  const {fetch} = globalThis;
  const key = process.env.OPENAI_API_KEY;

  beforeEach(() => {
    process.env.OPENAI_API_KEY = 'key-of-the-test';
    globalThis.fetch = (_url, init) => fetch(upstream.url, init);
  });
  afterEach(() => {
    globalThis.fetch = fetch;
    if (key === undefined) delete process.env.OPENAI_API_KEY;
    else process.env.OPENAI_API_KEY = key;
  });

  it('Hono hands out tokens', async () => {
    const {default: app} = await load<{default: Fetcher}>('hono.js');
    const ask: Ask = headers => app.fetch(request(headers));
    await handsOutTokens(ask, own, {'cf-connecting-ip': '192.0.2.1'});
    await refusesTheEleventh(ask, {Origin: own, 'cf-connecting-ip': '192.0.2.1'});
  });

  it('Next hands out tokens', async () => {
    const route = await load<{POST: (request: Request) => Promise<Response>}>('next.js');
    const ask: Ask = headers => route.POST(request(headers));
    await handsOutTokens(ask, own, {'x-forwarded-for': 'made-up, 192.0.2.1'});
    await refusesTheEleventh(ask, {Origin: own, 'x-forwarded-for': 'other, 192.0.2.1'});
  });

  it('Cloudflare Workers hands out tokens', async () => {
    const {default: worker} = await load<{default: Fetcher}>('cloudflare-worker.js');
    const ask: Ask = headers => worker.fetch(request(headers), {OPENAI_API_KEY: 'key-of-the-test'});
    await handsOutTokens(ask, own, {'cf-connecting-ip': '192.0.2.1'});
    await refusesTheEleventh(ask, {Origin: own, 'cf-connecting-ip': '192.0.2.1'});
  });

  it('Deno hands out tokens', async () => {
    type Answer = (request: Request, info: {remoteAddr: {hostname: string}}) => Promise<Response>;
    let answer: Answer | undefined;
    const deno = {
      env: {get: (name: string) => process.env[name]},
      serve: (given: Answer) => (answer = given),
    };
    Object.assign(globalThis, {Deno: deno});
    await load('deno.js');
    const ask: Ask = headers => answer!(request(headers), {remoteAddr: {hostname: '192.0.2.1'}});
    await handsOutTokens(ask, own);
    await refusesTheEleventh(ask, {Origin: own});
  });
});

describe('The store in Redis', () => {
  it('asks Redis for count and time to live in one step', async () => {
    const calls: unknown[] = [];
    const client = {
      eval(script: string, options: unknown) {
        calls.push(options);
        assert.match(script, /INCR[\s\S]*EXPIRE[\s\S]*TTL/);
        return Promise.resolve([3, 42]);
      },
    };
    const {redisStore} = await load<{redisStore: (from: typeof client) => RateLimitStore}>('redis-store.js');
    assert.deepEqual(await redisStore(client).hit('user:ada', 60), {count: 3, resetSeconds: 42});
    assert.deepEqual(calls, [{keys: ['voice-token:user:ada'], arguments: ['60']}]);
  });
});
