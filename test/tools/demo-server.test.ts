import assert from 'node:assert/strict';
import {once} from 'node:events';
import {request, type IncomingMessage} from 'node:http';
import {connect} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {createRealtimeServer} from '../../local-server/index.js';
import {startDemoServer, type DemoServer} from '../../tools/demo/demo-server.js';
import {toneSpeech} from '../local-server/helpers/engine-harness.js';
import {makeOffer} from '../local-server/helpers/offer.js';

let demo: DemoServer;
before(async () => {
  const realtime = await createRealtimeServer({speak: toneSpeech});
  demo = await startDemoServer({
    port: 0,
    backend: {name: 'local', label: 'a test', realtimeUrl: '/v1/realtime/calls', live: true},
    realtime,
  });
});
after(() => demo.close());

/** By hand: `fetch` tidies up a path before it sends it. */
async function statusOf(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const {port} = new URL(demo.url);
  const asked = request({host: '127.0.0.1', port, path, headers}).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

describe('the demo server', () => {
  it('serves nothing beside the page and what was built', async () => {
    assert.equal(await statusOf('/'), 200);
    const slash = '%2f';
    for (const path of [
      `/dist/..${slash}package.json`,
      '/dist/%2e%2e/package.json',
      `/..${slash}..${slash}package.json`,
    ])
      assert.equal(await statusOf(path), 404, path);
  });

  it('answers what is no path with 400, and goes on', async () => {
    for (const path of ['/%E0%A4%A', '*']) assert.equal(await statusOf(path), 400, path);
    assert.equal(await statusOf('//nowhere'), 404);
    assert.equal(await statusOf('//'), 200);
  });

  it('does not answer to the name of another site', async () => {
    for (const path of ['/', '/token']) {
      assert.equal(await statusOf(path, {host: 'shop.example'}), 403);
      assert.equal(await statusOf(path, {host: `localhost:${new URL(demo.url).port}`}), 200);
    }
  });

  it('has sessions of GPT-Live for its page, and says whether that begins with them', async () => {
    const backend = (await (await fetch(`${demo.url}backend`)).json()) as {live: boolean};
    assert.equal(backend.live, true);
    const body = JSON.stringify({type: 'offer', sdp: await makeOffer()});
    const offer = (origin: string) =>
      fetch(`${demo.url}session`, {method: 'POST', body, headers: {origin}}).then(({status}) => status);
    assert.equal(await offer(new URL(demo.url).origin), 201);
    assert.equal(await offer('https://shop.example'), 403);
  });

  it('survives an upgrade to a strange address', async () => {
    const socket = connect(Number(new URL(demo.url).port), '127.0.0.1');
    socket.write('GET // HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    assert.equal(await statusOf('/'), 200);
  });
});
