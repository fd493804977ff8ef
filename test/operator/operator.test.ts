import assert from 'node:assert/strict';
import type {ServerResponse} from 'node:http';
import {after, afterEach, before, describe, it} from 'node:test';
import {until} from '../helpers/until.js';
import {closedPort} from '../server/closed-port.js';
import {sendJson, startStubUpstream, type StubUpstream} from '../server/stub-upstream.js';
import {ask, codeOf, newClient} from './ask.js';
import {openSite, type Site} from './site.js';

/* `npm run test:operator`: the walk of docs/server.md, with real programs. Only OpenAI is a stub. */

let upstream: StubUpstream;
let site: Site;
before(async () => {
  upstream = await startStubUpstream();
  site = await openSite(upstream.url);
});
after(async () => {
  await site?.close();
  await upstream.close();
});
afterEach(() => (upstream.answer = null));

const token = (asking?: Parameters<typeof ask>[1]) =>
  ask(`${site.url}/token`, {from: newClient(), ...asking});

describe('Behind nginx', () => {
  it('both servers hand out tokens, and log to whom, without the token', async () => {
    const from = newClient();
    for (let time = 0; time < 4; time += 1) {
      const {status, headers, text} = await token({from});
      assert.equal(status, 200);
      assert.equal(headers['cache-control'], 'no-store');
      assert.match((JSON.parse(text) as {value: string}).value, /^ek_/);
    }
    await until(
      () => site.instances.every(({log}) => log.includes(`address:${from}`)),
      'both have logged it',
    );
    for (const {log} of site.instances) assert.doesNotMatch(log, /ek_|sk-/);
  });

  it('one client has one limit on both, whatever it writes of its address', async () => {
    const from = newClient();
    const asked = upstream.asked.length;
    const answers = [];
    for (let time = 0; time < 12; time += 1) {
      const made = `198.51.100.${time}`;
      const headers = {'X-Forwarded-For': made, 'X-Real-IP': made, Forwarded: `for=${made}`};
      answers.push(await token({from, headers}));
    }
    assert.deepEqual(
      answers.map(({status}) => status),
      [...Array<number>(10).fill(200), 429, 429],
    );
    assert.ok(Number(answers.at(-1)?.headers['retry-after']) > 0);
    assert.equal(upstream.asked.length, asked + 10);
    const refused = () => site.events().filter(({event}) => event === 'rate-limited');
    await until(() => refused().length >= 2, 'the refusals are logged');
    for (const {detail} of refused()) assert.equal(detail, `More than 10 in 60 s: address:${from}`);
    assert.equal((await token()).status, 200);
  });

  it('pages of listed origins are let in, and others are not', async () => {
    for (const Origin of ['https://www.shop.example', 'https://a.partner.example']) {
      const preflight = await token({
        method: 'OPTIONS',
        headers: {Origin, 'Access-Control-Request-Headers': 'x-team'},
      });
      assert.equal(preflight.status, 204);
      assert.equal(preflight.headers['access-control-allow-headers'], 'x-team');
      const answer = await token({headers: {Origin, 'Sec-Fetch-Site': 'cross-site'}});
      assert.equal(answer.status, 200);
      assert.equal(answer.headers['access-control-allow-origin'], Origin);
      assert.equal(answer.headers['access-control-allow-credentials'], 'true');
    }
    for (const Origin of ['https://evilpartner.example', 'https://www.shop.example.evil.example', 'null']) {
      const answer = await token({headers: {Origin, 'Sec-Fetch-Site': 'cross-site'}});
      assert.deepEqual([answer.status, codeOf(answer)], [403, 'origin-refused']);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    }
  });

  it('a proxy that keeps Host to itself is found by the log', async () => {
    const answer = await ask(`${site.url}/without-host`, {from: newClient()});
    assert.equal(answer.status, 403);
    const line = `The origin ${site.url} is not this endpoint's own (Host: servers), nor in allowedOrigins.`;
    await until(() => site.events().some(({detail}) => detail === line), 'the log has both');
  });

  it('a new key is taken without a restart', async () => {
    await token();
    assert.equal(upstream.asked.at(-1)?.headers.authorization, 'Bearer sk-proj-first-of-the-test');
    site.setKey('sk-proj-second-of-the-test\n');
    await token();
    assert.equal(upstream.asked.at(-1)?.headers.authorization, 'Bearer sk-proj-second-of-the-test');
  });

  it('limit_req refuses what does not need to reach Node', async () => {
    const from = newClient();
    const statuses: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      statuses.push((await ask(`${site.url}/limited`, {from})).status);
    }
    assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
  });

  it('a body of the size that authorize may read passes, a larger one does not', async () => {
    assert.equal((await token({body: 'x'.repeat(60_000)})).status, 200);
    assert.equal((await token({body: 'x'.repeat(70_000)})).status, 413);
  });

  it('a monitor gets its answer, and no token is made', async () => {
    const asked = upstream.asked.length;
    const {status, text} = await token({method: 'HEAD'});
    assert.deepEqual([status, text], [200, '']);
    assert.equal(upstream.asked.length, asked);
  });

  it('a visitor who closes the tab is no failure in the log', async () => {
    const tab = new AbortController();
    const ended = new Promise<void>(resolve => {
      upstream.answer = response => {
        response.once('close', resolve);
        tab.abort();
      };
    });
    await assert.rejects(token({signal: tab.signal}));
    await ended; // The server has let go of the upstream, too.
    upstream.answer = null;
    const from = newClient();
    for (let time = 0; time < 4; time += 1) await token({from});
    await until(() => site.instances.every(({log}) => log.includes(`address:${from}`)), 'both have gone on');
    const failures = site.events().filter(({event}) => /^(client|upstream|internal)/.test(event));
    assert.deepEqual(failures, []);
  });
});

describe('When the voice service', () => {
  interface Fault {
    readonly what: string;
    readonly answer: (response: ServerResponse) => unknown;
    readonly expected: readonly [status: number, code: string, detail: RegExp];
    readonly retryAfter?: string;
  }
  const faults: readonly Fault[] = [
    {
      what: 'hangs',
      answer: () => {},
      expected: [504, 'upstream-timeout', /did not answer within 8000 ms/],
    },
    {
      what: 'fails',
      answer: response => sendJson(response, 500, {error: 'account of ada@shop.example'}),
      expected: [503, 'upstream-busy', /answered 500: .*account/],
    },
    {
      what: 'is busy',
      answer: response => sendJson(response, 429, {}, {'Retry-After': '7'}),
      expected: [503, 'upstream-busy', /answered 429/],
      retryAfter: '7',
    },
    {
      what: 'answers with HTML',
      answer: response => response.writeHead(200, {'Content-Type': 'text/html'}).end('<html></html>'),
      expected: [502, 'upstream-answer', /without a token/],
    },
    {
      what: 'breaks off',
      answer: response => response.socket?.resetAndDestroy(),
      expected: [502, 'upstream-unreachable', /fetch failed; .*(ECONNRESET|UND_ERR_SOCKET)/],
    },
    {
      what: 'does not know the key',
      answer: response => sendJson(response, 401, {error: 'Incorrect API key: sk-proj-second-of-the-test'}),
      expected: [502, 'upstream-refused', /answered 401: .*Incorrect API key: …/],
    },
  ];
  for (const {what, answer, expected, retryAfter} of faults) {
    it(`${what}, page and log are each told what is theirs`, async () => {
      upstream.answer = answer;
      const [status, code, detail] = expected;
      const before = site.events().length;
      const refused = await token();
      assert.deepEqual([refused.status, codeOf(refused)], [status, code]);
      assert.equal(refused.headers['retry-after'], retryAfter);
      assert.doesNotMatch(refused.text, /sk-|account|Incorrect|fetch failed/);
      await until(() => site.events().length > before, 'it is logged');
      const line = site.events().find(({event, detail: told = ''}) => event === code && detail.test(told));
      assert.ok(line, JSON.stringify(site.events().slice(-3)));
      for (const {log} of site.instances) assert.doesNotMatch(log, /of-the-test/);
    });
  }

  const addresses = [
    ['is down', async () => `http://127.0.0.1:${await closedPort()}/`, /ECONNREFUSED/],
    ['has a name that leads nowhere', () => 'http://upstream.invalid/', /ENOTFOUND|EAI_AGAIN/],
  ] as const;
  for (const [what, address, cause] of addresses) {
    it(`${what}, the log says so`, async () => {
      const instance = await site.startInstance({TOKEN_UPSTREAM: await address()});
      const refused = await ask(`${instance.url}/token`, {headers: {'X-Forwarded-For': newClient()}});
      assert.deepEqual([refused.status, codeOf(refused)], [502, 'upstream-unreachable']);
      await until(() => cause.test(instance.log), 'the cause is logged');
      await instance.end();
    });
  }
});

describe('When Redis is gone', () => {
  it('visitors are told at once, and served again when it is back', async () => {
    assert.equal((await token()).status, 200);
    await site.stopRedis();
    const unavailable = async () => {
      const answer = await token();
      return answer.status === 503 && codeOf(answer) === 'rate-limit-unavailable';
    };
    await until(unavailable, 'the loss is noticed');
    const since = performance.now();
    assert.equal(await unavailable(), true);
    // node-redis would wait for `callbackTimeoutMs` (5 s) with its queue.
    assert.ok(performance.now() - since < 2_000, `${performance.now() - since} ms`);
    await until(() => site.events().some(({event}) => event === 'rate-limit-unavailable'), 'it is logged');
    await site.startRedis();
    await until(async () => (await token()).status === 200, 'tokens are made again');
  });
});

describe('PHP behind nginx', () => {
  const withPhp = (context: {skip(why: string): void}) => {
    if (!site.hasPhp) context.skip('there is no php-fpm with cURL: apt-get install php-fpm php-curl');
    return site.hasPhp;
  };
  const php = (asking?: Parameters<typeof ask>[1]) =>
    ask(`${site.url}/token.php`, {from: newClient(), ...asking});

  it('hands out tokens, ten in a minute to one client', async context => {
    if (!withPhp(context)) return;
    const from = newClient();
    const statuses: number[] = [];
    for (let time = 0; time < 11; time += 1) {
      statuses.push((await php({from, headers: {'X-Forwarded-For': `198.51.100.${time}`}})).status);
    }
    assert.deepEqual(statuses, [...Array<number>(10).fill(200), 429]);
    const other = await php();
    assert.equal(other.status, 200);
    assert.match((JSON.parse(other.text) as {value: string}).value, /^ek_/);
  });

  it('says in the log why it refused an origin', async context => {
    if (!withPhp(context)) return;
    const refused = await ask(`${site.url}/token-without-port.php`, {from: newClient()});
    assert.deepEqual([refused.status, codeOf(refused)], [403, 'origin-refused']);
    const line = `origin-refused. Origin: ${site.url}, HTTP_HOST: 127.0.0.1`;
    await until(
      () => site.nginxLog().includes(`${line}"`),
      () => `the log says "${line}": ${site.nginxLog()}`,
    );
  });

  it('says in the log what the service answered, and never the key', async context => {
    if (!withPhp(context)) return;
    upstream.answer = response =>
      sendJson(response, 401, {error: 'Incorrect API key: sk-proj-first-of-the-test'});
    const refused = await php();
    assert.deepEqual([refused.status, codeOf(refused)], [502, 'upstream-refused']);
    await until(
      () => site.nginxLog().includes('the upstream answered 401'),
      () => `the status is logged: ${site.nginxLog()}`,
    );
    assert.doesNotMatch(site.nginxLog(), /of-the-test/);
  });
});
