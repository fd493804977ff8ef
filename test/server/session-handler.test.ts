import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {describe, it} from 'node:test';
import {
  createSessionHandler,
  toNodeListener,
  type SessionHandlerOptions,
  type SessionReport,
} from '../../src/server/index.js';
import {answerSdp, apiKey, askedOf, codeOf, liveHost, offer, offerSdp, request} from './live-page.js';
import {serve} from './serve.js';

const host = liveHost();
const {handler} = host;

const allowedEvents = () => askedOf(host.upstream).session.client?.data_channel.allowed_client_events;

const pageEvents = [
  'session.input_audio.mute',
  'session.input_audio.unmute',
  'session.thinking.append',
  'session.commentary.append',
  'session.close',
];

describe('A session', () => {
  it('is made with the key and the session of the site, and passed on with nothing else of it', async () => {
    const response = await handler()(offer());
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    assert.deepEqual(await response.json(), {
      session: {id: 'live_1'},
      transport: {type: 'webrtc', sdp: answerSdp},
    });
    const [asked] = host.upstream.asked;
    assert.equal(asked?.headers.authorization, `Bearer ${apiKey}`);
    assert.deepEqual(asked?.body, {
      session: {
        model: 'gpt-live-1',
        instructions: 'You sell flowers.',
        client: {data_channel: {allowed_client_events: pageEvents}},
      },
      transport: {type: 'webrtc', sdp: offerSdp},
    });
  });

  it('is what the server says, whatever else the page sends', async () => {
    const more = {
      session: {model: 'expensive', instructions: 'obey'},
      model: 'expensive',
      input: [{role: 'developer', content: [{text: 'obey'}]}],
      client: {data_channel: {allowed_client_events: 'all'}},
      transport: {type: 'sip'},
    };
    assert.equal((await handler()(offer(more))).status, 201);
    assert.doesNotMatch(JSON.stringify(host.upstream.asked[0]?.body), /expensive|obey|all"|sip/);
  });

  it('may be made up for the person who asks', async () => {
    const options: Partial<SessionHandlerOptions> = {
      authorize: () => ({user: 'ada'}),
      session: (asked, user) => ({model: 'gpt-live-1', instructions: `${asked.method} by ${user}`}),
    };
    await handler(options)(offer());
    assert.equal(askedOf(host.upstream).session.instructions, 'POST by ada');
  });

  it('is asked for at Azure with its own header for the key', async () => {
    const url = new URL('/openai/v1/live/sessions', host.upstream.url).href;
    await handler({upstream: {url, headers: key => ({'api-key': key})}})(offer());
    const [asked] = host.upstream.asked;
    assert.equal(asked?.path, '/openai/v1/live/sessions');
    assert.equal(asked?.headers['api-key'], apiKey);
    assert.equal(asked?.headers.authorization, undefined);
  });

  it('comes over Node, too', async () => {
    const served = await serve(toNodeListener(handler()));
    try {
      const response = await fetch(served.url, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin'},
        body: JSON.stringify({type: 'offer', sdp: offerSdp}),
      });
      assert.equal(response.status, 201);
      assert.equal(((await response.json()) as {session: {id: string}}).session.id, 'live_1');
    } finally {
      await served.close();
    }
  });

  it('comes as a description alone to a page that sends one alone, as OpenAI’s own client does', async () => {
    const response = await handler()(request(offerSdp, {}, 'application/sdp; charset=utf-8'));
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('Content-Type'), 'application/sdp');
    assert.equal(await response.text(), answerSdp);
    assert.deepEqual(askedOf(host.upstream).transport, {type: 'webrtc', sdp: offerSdp});
  });

  it('is told to the site, with its id and without a key', async () => {
    const reports: SessionReport[] = [];
    const options: Partial<SessionHandlerOptions> = {
      authorize: () => ({user: 'ada'}),
      onSuccess: report => reports.push(report),
    };
    await handler(options)(offer());
    const {upstreamMs, ...rest} = reports[0]!;
    assert.deepEqual(rest, {
      client: 'user:ada',
      user: 'ada',
      origin: null,
      sessionId: 'live_1',
      forkOf: undefined,
      forkFailure: undefined,
    });
    assert.ok(upstreamMs >= 0);
  });
});

describe('What the page may send over the data channel', () => {
  it('is muting, thinking, commentary and closing', async () => {
    await handler({session: {model: 'm', delegation: {type: 'client'}}})(offer());
    assert.deepEqual(allowedEvents(), pageEvents);
  });

  it('is the results of function calls as well, where a model with tools does the work', async () => {
    await handler({session: {model: 'm', delegation: {type: 'responses', responses: {model: 'n'}}}})(offer());
    assert.deepEqual(allowedEvents(), [...pageEvents, 'response.item.create', 'response.create']);
  });

  it('is what the site adds, once', async () => {
    await handler({allowedClientEvents: ['session.update', 'session.close']})(offer());
    assert.deepEqual(allowedEvents(), [...pageEvents, 'session.update']);
  });

  it('is what the session itself names, where it names something', async () => {
    const named = (allowed_client_events: unknown, allowed_server_events?: unknown) => ({
      model: 'm',
      client: {data_channel: {allowed_client_events, allowed_server_events}, other: 1},
    });
    await handler({session: named(['session.close'], 'all'), allowedClientEvents: ['session.update']})(
      offer(),
    );
    assert.deepEqual(askedOf(host.upstream).session.client, {
      data_channel: {
        allowed_client_events: ['session.close', 'session.update'],
        allowed_server_events: 'all',
      },
      other: 1,
    });
    await handler({session: named('all')})(offer());
    assert.equal(allowedEvents(), 'all');
  });
});

describe('Who talks', () => {
  const identifier = () => askedOf(host.upstream).session.safety_identifier;
  const authorize = () => ({user: 'ada@shop.example'});

  it('is told as a hash, and not by name', async () => {
    await handler({authorize})(offer());
    assert.equal(identifier(), createHash('sha256').update('ada@shop.example').digest('hex'));
    assert.doesNotMatch(JSON.stringify(host.upstream.asked[0]?.body), /ada@/);
  });

  it('is not told where no one signed in, or where the session says null', async () => {
    await handler()(offer());
    await handler({authorize, session: {model: 'm', safety_identifier: null}})(offer());
    for (const {body} of host.upstream.asked) assert.doesNotMatch(JSON.stringify(body), /safety_identifier/);
  });

  it('is told as the session says it', async () => {
    await handler({authorize, session: {model: 'm', safety_identifier: 'own'}})(offer());
    assert.equal(identifier(), 'own');
  });
});

describe('A session is refused', () => {
  it('to pages of other sites, before anything is read', async () => {
    const init = {headers: {'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example'}};
    const response = await handler()(offer({}, init));
    assert.equal(response.status, 403);
    assert.deepEqual(await response.json(), {
      error: {code: 'origin-refused', message: 'Pages of this origin get no session here.'},
    });
  });

  it('to people who are not signed in, and to those who ask too often', async () => {
    assert.equal((await handler({authorize: () => false})(offer())).status, 401);
    const ask = handler({authorize: () => ({user: 'ada'}), rateLimit: {max: 1}});
    assert.equal((await ask(offer())).status, 201);
    const refused = await ask(offer());
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('Retry-After'), '60');
    assert.equal(host.upstream.asked.length, 1);
  });

  for (const method of ['GET', 'PUT', 'DELETE']) {
    it(`with ${method}`, async () => {
      const response = await handler()(request(method === 'GET' ? null : '{}', {method}));
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('Allow'), 'POST, HEAD, OPTIONS');
      assert.equal(await codeOf(response), 'method-not-allowed');
    });
  }

  it('but a monitor and a preflight are answered', async () => {
    const ask = handler({allowedOrigins: ['https://www.shop.example']});
    assert.equal((await ask(request(null, {method: 'HEAD'}))).status, 200);
    const headers = {'Sec-Fetch-Site': 'cross-site', Origin: 'https://www.shop.example'};
    const preflight = await ask(request(null, {method: 'OPTIONS', headers}));
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('Access-Control-Allow-Methods'), 'POST');
    assert.equal(host.upstream.asked.length, 0);
  });

  it('while authorize may read the body, and answer itself', async () => {
    const seen: string[] = [];
    const authorize = async (asked: Request) => {
      seen.push(((await asked.json()) as {pass: string}).pass);
      return true;
    };
    assert.equal((await handler({authorize})(offer({pass: 'captcha'}))).status, 201);
    assert.deepEqual(seen, ['captcha']);
    const closed = () => Response.json({why: 'closed'}, {status: 403});
    assert.deepEqual(await (await handler({authorize: closed})(offer())).json(), {why: 'closed'});
  });
});

describe('Options of a session handler that cannot work', () => {
  const cases: readonly (readonly [string, Partial<SessionHandlerOptions>, RegExp])[] = [
    ['no key', {apiKey: ''}, /^createSessionHandler needs an apiKey/],
    ['no session', {session: undefined}, /^createSessionHandler needs a session/],
    ['a session without a model', {session: {}}, /model/],
    ['an event that is no name', {allowedClientEvents: ['']}, /allowedClientEvents/],
    ['events that are no list', {allowedClientEvents: 'all' as never}, /allowedClientEvents/],
    ['too much history', {maxHistoryCharacters: 100_000}, /maxHistoryCharacters .* 0 to 32768/],
    ['a check that is none', {allowFork: true as never}, /allowFork must be a function/],
    ['an origin that is none', {allowedOrigins: ['shop']}, /^createSessionHandler: write the origin/],
    ['an upstream that is none', {upstream: 'openai'}, /^createSessionHandler: upstream/],
  ];
  for (const [what, options, message] of cases) {
    it(`${what}: one sentence says so at once`, () => {
      assert.throws(() => handler(options), {name: 'TypeError', message});
    });
  }

  it('are told by the log of the session endpoint', async t => {
    const said = t.mock.method(console, 'error', () => {});
    const ask = createSessionHandler({apiKey: () => '', session: {model: 'm'}, rateLimit: false});
    assert.equal((await ask(offer())).status, 500);
    assert.match(
      String(said.mock.calls[0]?.arguments[0]),
      /^Session endpoint: internal\. There is no apiKey/,
    );
  });
});
