import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import fc from 'fast-check';
import {askedOf, makeSessions, offerSdp, request, sessionHandler} from './live-page.js';
import {startStubUpstream, type StubUpstream} from './stub-upstream.js';

let upstream: StubUpstream;
before(async () => {
  upstream = await startStubUpstream();
  makeSessions(upstream);
});
after(() => upstream.close());

const texts = () => askedOf(upstream).session.input?.map(({content}) => content[0]?.text) ?? [];

describe('Whatever a page sends', () => {
  const role = fc.constantFrom('user', 'assistant', 'developer', 'system', '__proto__');
  const item = fc.oneof(
    fc.record({role, text: fc.oneof(fc.string({unit: 'binary', maxLength: 400}), fc.integer())}),
    fc.anything(),
  );
  const body = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record(
        {
          type: fc.oneof({weight: 9, arbitrary: fc.constant('offer')}, fc.anything()),
          sdp: fc.oneof({weight: 9, arbitrary: fc.constant(offerSdp)}, fc.string(), fc.anything()),
          history: fc.oneof(
            fc.array(
              fc.record({role: fc.constantFrom('user', 'assistant'), text: fc.string({unit: 'binary'})}),
              {maxLength: 140},
            ),
            fc.array(item),
            fc.anything(),
          ),
          previousSessionId: fc.oneof(fc.constantFrom('live_1', undefined), fc.string(), fc.anything()),
          session: fc.anything(),
          client: fc.anything(),
          input: fc.anything(),
        },
        {requiredKeys: ['type', 'sdp']},
      ),
    },
    fc.anything(),
    fc.json(),
  );
  const written = body.map(value => {
    try {
      return JSON.stringify(value) ?? '';
    } catch {
      return '{';
    }
  });

  it('ends in a session as the site set it, within the limits, or in 400 or 413', async () => {
    const ask = sessionHandler(upstream, {allowFork: () => true, maxHistoryCharacters: 1_000});
    let made = 0;
    await fc.assert(
      fc.asyncProperty(written, async text => {
        upstream.asked.length = 0;
        const response = await ask(request(text));
        const answer = await response.text();
        if (response.status !== 201) {
          assert.ok([400, 413].includes(response.status), `${response.status} ${answer}`);
          assert.equal(upstream.asked.length, 0);
          return;
        }
        made += 1;
        const {path, body: sent} = upstream.asked[0]!;
        assert.match(path, /^\/v1\/realtime\/client_secrets(\/[\w.%-]+\/fork)?$/);
        assert.deepEqual(Object.keys(sent as object).sort(), ['session', 'transport']);
        const allowed = path.endsWith('fork') ? ['client'] : ['client', 'input', 'instructions', 'model'];
        const {session} = askedOf(upstream);
        assert.ok(Object.keys(session).every(name => allowed.includes(name)));
        const input = session.input ?? [];
        assert.ok(input.length <= 128);
        assert.ok(input.every(({role: who, content}) => /^(user|assistant)$/.test(who) && content[0]?.text));
        assert.ok(texts().join('').length <= 1_000);
      }),
      {numRuns: 400},
    );
    assert.ok(made > 20, `only ${made} were offers`);
  });

  it('as bytes, of whatever type, never fails the site', async () => {
    const ask = sessionHandler(upstream);
    const type = fc.oneof(fc.constantFrom('application/json', 'application/sdp', 'text/plain'), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({maxLength: 300}), type, async (bytes, given) => {
        const headers = new Headers();
        try {
          headers.set('Content-Type', given);
        } catch {
          return; // No client can send it.
        }
        const response = await ask(
          new Request('https://shop.example/', {
            method: 'POST',
            body: new Uint8Array(bytes),
            headers: {'Sec-Fetch-Site': 'same-origin', 'Content-Type': headers.get('Content-Type')!},
          }),
        );
        assert.ok([400, 415].includes(response.status), String(response.status));
      }),
      {numRuns: 200},
    );
  });
});
