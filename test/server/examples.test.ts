import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {copyFile, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';
import type {RateLimitStore} from '../../src/server/index.js';
import {
  examples,
  load,
  startExample,
  type ExampleProcess,
  type SignedSessionExports,
} from './example-process.js';
import {startStubUpstream, type StubUpstream} from './stub-upstream.js';

/* The examples as they are, with the built package; only OpenAI is a stub. */

let upstream: StubUpstream;
before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());

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
  assert.equal(session?.model, 'gpt-realtime-2.1');
  assert.match(String(session?.instructions), /flower shop/);
  const year = new Intl.DateTimeFormat('en', {year: 'numeric', timeZone: 'Europe/Berlin'}).format();
  assert.match(
    String(session?.instructions),
    new RegExp(`In the shop it is \\w+day.* ${year}\\b.* \\d\\d:\\d\\d`),
  );
  assert.equal(expires_after?.seconds, 60);
  const refused = await ask({Origin: 'https://evil.example', ...headers});
  assert.equal(refused.status, 403);
  assert.equal(upstream.asked.length, asked + 1);
}

/** What a client may write of its address by itself. None of it gives it a limit of its own. */
const madeUp: readonly Record<string, string>[] = [
  {'x-forwarded-for': '198.51.100.1'},
  {'x-real-ip': '198.51.100.2'},
  {'cf-connecting-ip': '198.51.100.3'},
  {'fly-client-ip': '198.51.100.4'},
  {'true-client-ip': '198.51.100.5'},
  {forwarded: 'for=198.51.100.6'},
  {cookie: 'user=a1; session=a1'},
];

/** @param own what the platform says of the client; a client cannot change it */
async function refusesTheEleventh(
  ask: Ask,
  headers: Record<string, string>,
  own: Record<string, string> = {},
): Promise<void> {
  const statuses: number[] = [];
  for (let time = 0; time < 11; time += 1) statuses.push((await ask({...headers, ...own})).status);
  assert.equal(statuses.at(-1), 429);
  for (const claim of madeUp) {
    const {status} = await ask({...headers, ...claim, ...own});
    assert.equal(status, 429, JSON.stringify(claim));
  }
}

describe('As a process of its own, the example for', () => {
  const secret = 'a secret of 32 characters or more';
  let server: ExampleProcess;
  let temporary: string;
  before(async () => (temporary = await mkdtemp(join(tmpdir(), 'examples-'))));
  after(() => rm(temporary, {recursive: true}));
  afterEach(() => server?.end());

  const ask = (path: string) => (headers?: Record<string, string>) =>
    fetch(server.url + path, {method: 'POST', headers});
  const start = (environment: Record<string, string>, command: string, ...args: string[]) =>
    startExample(command, args, {
      OPENAI_API_KEY: 'key-of-the-test\n', // As it comes out of a file.
      STUB_UPSTREAM: upstream.url,
      TOKEN_UPSTREAM: upstream.url,
      ALLOWED_ORIGINS: 'http://own.example',
      TMPDIR: temporary, // Where the PHP example counts.
      ...environment,
    });
  const redirect = fileURLToPath(new URL('redirect-upstream.mjs', import.meta.url));
  const startNode = (file: string, environment: Record<string, string> = {}) =>
    start(environment, process.execPath, '--import', redirect, file);

  it('Node hands out tokens', async () => {
    server = await startNode('node.js');
    await handsOutTokens(ask('/token'), server.url);
    await refusesTheEleventh(ask('/token'), {Origin: server.url});
    assert.equal((await fetch(server.url)).status, 404);
  });

  it('Node believes its own proxy, where there is one', async () => {
    server = await startNode('node.js', {TRUSTED_PROXIES: '1'});
    const {url} = server;
    const seen = (client: string): Ask => {
      return headers => ask('/token')({...headers, 'x-forwarded-for': `198.51.100.1, ${client}`});
    };
    await refusesTheEleventh(seen('192.0.2.1:50123'), {Origin: url});
    assert.equal((await seen('192.0.2.1:50124')({Origin: url})).status, 429);
    assert.equal((await seen('192.0.2.2')({Origin: url})).status, 200);
  });

  it('Express hands out tokens, to those who are signed in', async () => {
    server = await startNode('express.js', {SESSION_SECRET: secret});
    const {signedSession} = await load<SignedSessionExports>('signed-session.js');
    const signedIn = (user: string) => ({cookie: signedSession(secret).cookieFor(user).split(';')[0]!});
    const token = ask('/api/token');
    await handsOutTokens(token, server.url, signedIn('ada'));
    const asked = upstream.asked.length;
    for (const cookie of ['', 'user=ada', 'user=a1', 'session=ada', 'session=YWRh.9999999999.YQ']) {
      assert.equal((await token({Origin: server.url, cookie})).status, 401, cookie);
    }
    const forged = signedSession('another secret, of 32 characters').cookieFor('ada').split(';')[0]!;
    assert.equal((await token({Origin: server.url, cookie: forged})).status, 401);
    assert.equal(upstream.asked.length, asked);
    await refusesTheEleventh(token, {Origin: server.url}, signedIn('ada'));
    assert.equal((await token({Origin: server.url, ...signedIn('grace')})).status, 200);
  });

  it('Express does not start without a secret', async () => {
    await assert.rejects(
      async () => (server = await startNode('express.js', {SESSION_SECRET: 'short'})),
      /TypeError: Set SESSION_SECRET/,
    );
  });

  const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
  const php = has('php', '-r', 'exit(function_exists("curl_init") ? 0 : 1);');
  it('PHP hands out tokens', {skip: !php && 'there is no PHP with cURL'}, async () => {
    server = await start({}, 'php', '-S', '127.0.0.1:{port}');
    await handsOutTokens(ask('/token.php'), server.url);
    await refusesTheEleventh(ask('/token.php'), {Origin: server.url});
  });

  const python = ['/usr/bin/python3', 'python3'].find(command =>
    has(command, '-c', 'import fastapi, httpx, uvicorn'),
  );
  it('FastAPI hands out tokens', {skip: !python && 'there is no FastAPI'}, async () => {
    const uvicorn = ['-B', '-m', 'uvicorn', 'fastapi_token:app', '--port', '{port}'];
    // This test is on the same machine, as a proxy that uvicorn believes would be.
    server = await start({}, python!, ...uvicorn, '--forwarded-allow-ips', '192.0.2.99');
    await handsOutTokens(ask('/token'), 'http://own.example');
    await refusesTheEleventh(ask('/token'), {Origin: 'http://own.example'});
  });

  it(
    'FastAPI tells the log no key, and few of the origins that it refuses',
    {skip: !python && 'there is no FastAPI'},
    () => {
      const program = `
import fastapi_token, httpx
print(fastapi_token.cause_of(httpx.LocalProtocolError("Illegal header value b'Bearer key-of-the-test'")))
print(fastapi_token.cause_of(httpx.ConnectError("Name or service\\nnot known")))
for number in range(300): fastapi_token.tell_refused(f"https://{number % 200}.example")`;
      const {stdout} = spawnSync(python!, ['-B', '-c', program], {cwd: examples, encoding: 'utf8'});
      const [illegal, connect, ...refused] = stdout.trim().split('\n');
      assert.deepEqual([illegal, connect], ['LocalProtocolError', 'ConnectError Name or service not known']);
      assert.equal(refused.length, 100);
    },
  );
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
    /** Bun, as far as the example asks it. */
    const bun = (address: string) => ({requestIP: () => ({address, family: 'IPv4', port: 50_123})});
    const from = (address: string): Ask => {
      return headers => app.fetch(request(headers), bun(address));
    };
    await handsOutTokens(from('192.0.2.1'), own);
    await refusesTheEleventh(from('192.0.2.1'), {Origin: own});
    assert.equal((await from('192.0.2.2')({Origin: own})).status, 200);
  });

  interface Route {
    POST: (request: Request) => Promise<Response>;
  }
  /** The last entry is the proxy's; those before it are the client's. */
  async function countsByTheLastEntry({POST}: Route): Promise<void> {
    const seen = (client: string): Ask => {
      return headers => {
        const claimed = [headers?.['x-forwarded-for'] ?? [], client].flat().join(', ');
        return POST(request({...headers, 'x-forwarded-for': claimed}));
      };
    };
    await handsOutTokens(seen('192.0.2.1'), own);
    await refusesTheEleventh(seen('192.0.2.1'), {Origin: own});
    assert.equal((await seen('192.0.2.2')({Origin: own})).status, 200);
  }

  it('Next hands out tokens', async () => {
    await countsByTheLastEntry(await load<Route>('next.js'));
  });

  it('Next, as the whole site in examples/next has it, hands out tokens', async () => {
    // Within the package, whose name it imports.
    const folder = await mkdtemp(join(import.meta.dirname, 'next-'));
    try {
      const file = join(folder, 'route.ts');
      await copyFile(join(examples, '../next/app/token/route.ts'), file);
      await countsByTheLastEntry((await import(pathToFileURL(file).href)) as Route);
    } finally {
      await rm(folder, {recursive: true});
    }
  });

  it('Cloudflare Workers hands out tokens', async () => {
    const {default: worker} = await load<{default: Fetcher}>('cloudflare-worker.js');
    const ask: Ask = headers => worker.fetch(request(headers), {OPENAI_API_KEY: 'key-of-the-test'});
    await handsOutTokens(ask, own, {'cf-connecting-ip': '192.0.2.1'});
    await refusesTheEleventh(ask, {Origin: own}, {'cf-connecting-ip': '192.0.2.1'});
    assert.equal((await ask({Origin: own, 'cf-connecting-ip': '192.0.2.2'})).status, 200);
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
    const from = (hostname: string): Ask => {
      return headers => answer!(request(headers), {remoteAddr: {hostname}});
    };
    await handsOutTokens(from('192.0.2.1'), own);
    await refusesTheEleventh(from('192.0.2.1'), {Origin: own});
    assert.equal((await from('192.0.2.2')({Origin: own})).status, 200);
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
