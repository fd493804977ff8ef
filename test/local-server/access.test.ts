import assert from 'node:assert/strict';
import {once} from 'node:events';
import {request, type IncomingMessage, type OutgoingHttpHeaders} from 'node:http';
import {connect} from 'node:net';
import {afterEach, describe, it} from 'node:test';
import {WebSocket} from 'ws';
import {
  startRealtimeServer,
  type RealtimeServerOptions,
  type RunningRealtimeServer,
} from '../../local-server/index.js';
import {Access, isLoopback} from '../../local-server/http/access.js';
import {toneSpeech} from './helpers/engine-harness.js';
import {makeOffer} from './helpers/offer.js';

const key = 'a-key-of-its-own';
let server: RunningRealtimeServer;
afterEach(() => server.close());

async function start(options: RealtimeServerOptions = {}): Promise<void> {
  server = await startRealtimeServer({speak: toneSpeech, ...options});
}

/** By hand: `fetch` sets `Host` and tidies up paths. */
async function statusOf(
  path: string,
  headers: OutgoingHttpHeaders = {},
  method = 'GET',
  body?: string,
): Promise<number | undefined> {
  const {port} = new URL(server.url);
  const asked = request({host: '127.0.0.1', port, path, headers, method}).end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

/** Asks for a session of GPT-Live, as a page and as a host's server. */
async function liveStatuses(headers: OutgoingHttpHeaders = {}): Promise<(number | undefined)[]> {
  const sdp = await makeOffer();
  const transport = {type: 'webrtc', sdp};
  const asked: [path: string, body: object][] = [
    ['/session', {type: 'offer', sdp}],
    ['/v1/live/sessions', {session: {model: 'gpt-live-1'}, transport}],
    ['/v1/live/sessions/live_none/fork', {transport}],
  ];
  return Promise.all(asked.map(([path, body]) => statusOf(path, headers, 'POST', JSON.stringify(body))));
}

/** @returns the origin whose pages may read the answer */
async function readableBy(origin: string): Promise<string | null> {
  const answer = await fetch(`${server.url}/token`, {headers: {origin}});
  return answer.headers.get('access-control-allow-origin');
}

/** Opens a WebSocket. @returns the type of its first message */
async function greeting(headers: Record<string, string>, protocols: string[] = []): Promise<string> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v1/realtime`, protocols, {headers});
  const [data] = (await once(socket, 'message')) as [Buffer];
  socket.close();
  return (JSON.parse(data.toString()) as {type: string}).type;
}

describe('a server without a key of its own', () => {
  it('opens a WebSocket to its key: as a header, and as a subprotocol', async () => {
    await start();
    assert.equal(await greeting({authorization: 'Bearer sk-local'}), 'session.created');
    assert.equal(await greeting({}, ['realtime', 'openai-insecure-api-key.sk-local']), 'session.created');
    assert.equal(await greeting({authorization: 'Bearer sk-other'}), 'error');
  });

  it('does not listen where other machines reach it', async () => {
    await start();
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'shop.example'])
      for (const apiKey of [undefined, '', 'sk-local'])
        await assert.rejects(startRealtimeServer({host, apiKey, speak: toneSpeech}), /set a key/u);
  });

  it('knows its key however the scheme is written', async () => {
    await start();
    assert.equal(
      await statusOf('/v1/realtime/client_secrets', {authorization: 'bearer  sk-local'}, 'POST'),
      200,
    );
    for (const authorization of ['sk-local', 'Bearer', 'Basic sk-local'])
      assert.equal(await statusOf('/v1/realtime/client_secrets', {authorization}, 'POST'), 401);
  });

  it('serves the pages of this machine, and of the origins it was given', async () => {
    await start({allowedHosts: ['assistant.test'], allowedOrigins: ['https://Shop.example/', 'null']});
    const allowed = ['http://localhost:5173', 'http://127.0.0.1', 'http://[::1]:9', 'capacitor://localhost'];
    for (const origin of [...allowed, 'https://assistant.test:9', 'https://shop.example', 'null']) {
      assert.equal(await readableBy(origin), origin);
      assert.equal(await greeting({authorization: 'Bearer sk-local', origin}), 'session.created', origin);
    }
    for (const origin of ['https://evil.example', 'https://localhost.evil.example', 'http://shop.example']) {
      assert.equal(await readableBy(origin), null, origin);
      const refused = greeting({origin}, ['realtime', 'openai-insecure-api-key.sk-local']);
      await assert.rejects(refused, /403/u, origin);
    }
    await server.close();
    await start();
    assert.equal(await readableBy('null'), null);
  });

  it('refuses names and origins that no request has', async () => {
    await start();
    for (const host of ['', 'two words', 'https://shop.example'])
      assert.throws(() => new Access({allowedHosts: [host]}), /allowedHosts/u, host);
    for (const origin of ['', 'shop.example', 'https://shop.example/page', '*'])
      assert.throws(() => new Access({allowedOrigins: [origin]}), /allowedOrigins/u, origin);
  });

  it('answers to the names of this machine only, and to those it was given', async () => {
    await start({allowedHosts: ['Assistant.test:80', '[2001:DB8::1]']});
    assert.equal(await statusOf('/token', {host: '[2001:db8::1]:8787'}), 200);
    for (const host of ['localhost', 'demo.localhost:8080', '127.0.0.1:1', '[::1]', 'assistant.test:9'])
      assert.equal(await statusOf('/token', {host}), 200, host);
    for (const host of ['shop.example', 'localhost.shop.example', '127.0.0.1.shop.example'])
      assert.equal(await statusOf('/token', {host}), 403, host);
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v1/realtime`, {
      headers: {host: 'shop.example', authorization: 'Bearer sk-local'},
    });
    const [error] = (await once(socket, 'error')) as [Error];
    assert.match(error.message, /403/u);
  });
});

describe('sessions of GPT-Live', () => {
  it('are made without a key for pages of this machine, and under none but its names', async () => {
    await start();
    const authorization = 'Bearer sk-local';
    assert.deepEqual(await liveStatuses({origin: 'http://localhost:5173'}), [201, 401, 401]);
    assert.deepEqual(await liveStatuses({authorization}), [201, 201, 404]);
    const made = server.calls.length;
    assert.deepEqual(await liveStatuses({authorization, host: 'shop.example'}), [403, 403, 403]);
    assert.deepEqual(await liveStatuses({origin: 'https://evil.example'}), [403, 401, 401]);
    assert.equal(server.calls.length, made);
  });

  it('are made for who has the key, once there is one', async () => {
    await start({apiKey: key});
    for (const headers of [{}, {authorization: 'Bearer sk-local'}, {authorization: key}])
      assert.deepEqual(await liveStatuses(headers), [401, 401, 401]);
    const authorization = `Bearer ${key}`;
    assert.deepEqual(
      await liveStatuses({authorization, host: 'a.example', origin: 'https://b.example'}),
      [201, 201, 404],
    );
    assert.equal(await statusOf('/session?fault=token-html', {authorization}, 'POST'), 400);
  });
});

describe('a server with a key', () => {
  const authorization = `Bearer ${key}`;

  it('mints tokens for those who have it', async () => {
    await start({apiKey: key});
    for (const path of ['/token', '/v1/realtime/client_secrets']) {
      assert.equal(await statusOf(path, {}, 'POST'), 401, path);
      assert.equal(await statusOf(path, {authorization: 'Bearer sk-local'}, 'POST'), 401, path);
      assert.equal(await statusOf(path, {authorization}, 'POST'), 200, path);
    }
  });

  it('takes it for a WebSocket and for an offer, and keeps it out of what is noted of a call', async () => {
    await start({apiKey: key});
    assert.equal(await greeting({authorization}), 'session.created');
    assert.equal(await greeting({}, ['realtime', `openai-insecure-api-key.${key}`]), 'session.created');
    assert.equal(await greeting({authorization: 'Bearer sk-local'}), 'error');
    const answer = await fetch(`${server.url}/v1/realtime/calls`, {
      method: 'POST',
      body: await makeOffer(),
      headers: {authorization},
    });
    assert.equal(answer.status, 201);
    assert.deepEqual(
      server.calls.map(({token}) => token),
      ['', '', ''],
    );
  });

  it('takes no faults by request, unless it is told to', async () => {
    await start({apiKey: key});
    assert.equal(await statusOf('/token?fault=token-html', {authorization}), 400);
    assert.equal(await statusOf('/v1/realtime/calls?fault=sdp-html', {authorization}, 'POST'), 400);
    await server.close();
    await start({apiKey: key, requestFaults: true});
    assert.equal(await statusOf('/token?fault=token-status:418', {authorization}), 418);
  });

  it('serves the pages of all origins', async () => {
    await start({apiKey: key});
    assert.equal(await readableBy('https://shop.example'), 'https://shop.example');
    assert.equal(await greeting({authorization, origin: 'https://shop.example'}), 'session.created');
  });

  it('may listen where other machines reach it', async () => {
    await start({apiKey: key, host: '0.0.0.0'});
    assert.equal(await statusOf('/token', {host: 'speech.shop.example', authorization}), 200);
  });
});

describe('any server', () => {
  it('says that it is well, which is not noted', async () => {
    await start({apiKey: key});
    const health = await fetch(`${server.url}/health`);
    assert.deepEqual([health.status, await health.json()], [200, {status: 'ok'}]);
    assert.equal(server.requests.length, 0);
  });

  it('survives addresses that are none', async () => {
    await start();
    assert.equal(await statusOf('//'), 404);
    assert.equal(await statusOf('*', {}, 'OPTIONS'), 400);
    for (const target of ['//', '/v1/realtime?fault=token-explodes', 'nonsense']) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
      socket.resume();
      await once(socket, 'close');
    }
    assert.equal(await statusOf('/token'), 200);
  });

  it('tells hosts of this machine from others', async () => {
    await start();
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]', 'a.localhost'])
      assert.ok(isLoopback(host), host);
    for (const host of ['', '0.0.0.0', '::', '128.0.0.1', 'localhost.example', '127.0.0.1.example'])
      assert.ok(!isLoopback(host), host);
  });
});
