import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {
  createTokenHandler,
  withClientAddress,
  type TokenHandlerOptions,
  type TokenReport,
} from '../../src/server/index.js';
import {until} from '../helpers/until.js';
import {sendJson, startStubUpstream, type StubUpstream} from './stub-upstream.js';

/* What a site learns of its token endpoint, beside the answers. */

let upstream: StubUpstream;
before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());
afterEach(() => (upstream.answer = null));

function handler(options: Partial<TokenHandlerOptions>) {
  return createTokenHandler({apiKey: 'key', session: {model: 'm'}, upstream: upstream.url, ...options});
}

const request = (headers: Record<string, string> = {}) =>
  new Request('https://shop.example/token', {
    method: 'POST',
    headers: {Origin: 'https://shop.example', ...headers},
  });
const of = (address: string) => withClientAddress(request(), address);

describe('Of a token that was handed out', () => {
  async function reportsOf(options: Partial<TokenHandlerOptions>, asked: Request): Promise<TokenReport[]> {
    const reports: TokenReport[] = [];
    await handler({onSuccess: report => reports.push(report), ...options})(asked);
    return reports;
  }

  it('the site is told who has it and until when, and not the token', async () => {
    const [report] = await reportsOf({authorize: () => ({user: 'ada'})}, of('192.0.2.1:50123'));
    const {upstreamMs, ...rest} = report!;
    assert.deepEqual(rest, {
      client: 'user:ada',
      user: 'ada',
      origin: 'https://shop.example',
      expiresAt: 1_900_000_000,
    });
    assert.ok(Number.isInteger(upstreamMs) && upstreamMs >= 0, String(upstreamMs));
  });

  it('the client is named as the rate limit counts it, and no key of the site is shown', async () => {
    const clientOf = async (options: Partial<TokenHandlerOptions>, asked: Request) =>
      (await reportsOf(options, asked))[0]?.client;
    assert.equal(await clientOf({}, of('2001:db8:1:2::7')), 'address:2001:db8:1:2::/64');
    assert.equal(await clientOf({rateLimit: false}, of('192.0.2.1')), 'address:192.0.2.1');
    assert.equal(await clientOf({rateLimit: false}, request()), 'unknown');
    assert.equal(await clientOf({rateLimit: {key: () => 'Bearer x'}}, request()), 'a key of rateLimit.key');
    assert.equal(await clientOf({authorize: () => ({user: 'a\nb'})}, request()), 'user:a b');
  });

  it('nothing is told where there is none', async () => {
    assert.deepEqual(await reportsOf({authorize: () => false, onError: () => {}}, request()), []);
    upstream.answer = response => sendJson(response, 500, {});
    assert.deepEqual(await reportsOf({onError: () => {}}, request()), []);
  });

  it('an audit that throws, rejects or hangs costs the page nothing', async t => {
    const said = t.mock.method(console, 'error', () => {});
    const audits: TokenHandlerOptions['onSuccess'][] = [
      () => {
        throw new Error('disk full');
      },
      () => Promise.reject(new Error('disk full')),
      () => new Promise(() => {}),
    ];
    for (const onSuccess of audits) assert.equal((await handler({onSuccess})(of('192.0.2.1'))).status, 200);
    await until(() => said.mock.callCount() === 2, 'both failures are logged');
    assert.match(String(said.mock.calls[0]?.arguments[0]), /onSuccess failed\. Error: disk full/);
  });
});

describe('The log of a site that gives no onError', () => {
  it('has each refused origin once, with the host that it was compared with', async t => {
    const said = t.mock.method(console, 'error', () => {});
    const ask = handler({});
    const behindProxy = {Origin: 'http://shop.example:8080', Host: 'shop.example'};
    for (let time = 0; time < 3; time += 1) assert.equal((await ask(request(behindProxy))).status, 403);
    assert.equal(said.mock.callCount(), 1);
    assert.equal(
      said.mock.calls[0]?.arguments[0],
      "Token endpoint: origin-refused. The origin http://shop.example:8080 is not this endpoint's own " +
        '(Host: shop.example), nor in allowedOrigins.',
    );
  });

  it('is not filled by origins that a visitor makes up', async t => {
    const said = t.mock.method(console, 'error', () => {});
    const ask = handler({});
    for (let site = 0; site < 300; site += 1) await ask(request({Origin: `https://a${site}.example`}));
    assert.equal(said.mock.callCount(), 100);
  });

  it('names no visitor: of a rate limit it says nothing', async t => {
    const said = t.mock.method(console, 'error', () => {});
    const ask = handler({rateLimit: {max: 1}});
    await ask(of('192.0.2.1'));
    assert.equal((await ask(of('192.0.2.1'))).status, 429);
    assert.equal(said.mock.callCount(), 0);
  });
});
