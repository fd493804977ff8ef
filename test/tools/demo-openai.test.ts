import assert from 'node:assert/strict';
import {after, before, describe, it, mock} from 'node:test';
import {startRealtimeServer, type RunningRealtimeServer} from '../../local-server/index.js';
import {startDemoServer, type DemoServer} from '../../tools/demo/demo-server.js';
import {toneSpeech} from '../local-server/helpers/engine-harness.js';
import {makeOffer} from '../local-server/helpers/offer.js';

/* The demo with a key of OpenAI, in whose place the local server stands: it refuses what it does not know. */

const openaiKey = 'sk-of-the-test';
const {fetch} = globalThis;
let upstream: RunningRealtimeServer;
let demo: DemoServer;

before(async () => {
  upstream = await startRealtimeServer({speak: toneSpeech, apiKey: openaiKey});
  mock.method(globalThis, 'fetch', (address: string, options: RequestInit) =>
    fetch(address.replace('https://api.openai.com', upstream.url), options),
  );
  const backend = {name: 'openai', label: 'OpenAI', realtimeUrl: '', live: false} as const;
  demo = await startDemoServer({port: 0, backend, openaiKey});
});
after(async () => {
  mock.restoreAll();
  await demo.close();
  await upstream.close();
});

/** Asks as the demo page does, or a page of another origin. */
async function ask(path: string, body?: object, origin = new URL(demo.url).origin) {
  const headers = {origin, ...(body && {'content-type': 'application/json'})};
  const answer = await fetch(new URL(path, demo.url), {
    method: 'POST',
    headers,
    ...(body && {body: JSON.stringify(body)}),
  });
  const text = await answer.text();
  assert.ok(!text.includes(openaiKey));
  return {status: answer.status, body: JSON.parse(text) as {session: {id: string}; value: string}};
}

describe('the demo server with a key of OpenAI', () => {
  it('gets tokens for its page', async () => {
    const {status, body} = await ask('/token');
    assert.equal(status, 200);
    assert.match(body.value, /^ek_/u);
  });

  it('has sessions of GPT-Live made for its page, which the page cannot change', async () => {
    const history = [{role: 'user', text: 'I am Ada.'}];
    const {status, body} = await ask('/session', {type: 'offer', sdp: await makeOffer(), history});
    assert.equal(status, 201, JSON.stringify(body));
    const {session} = await upstream.waitForCall(call => call.session.id === body.session.id);
    assert.equal(session.model, 'gpt-live-1');
    assert.match(String(session.instructions), /you delegate/u);
    assert.match(JSON.stringify(session.client), /thinking\.append/u);
    assert.doesNotMatch(JSON.stringify(session.client), /session\.update|instructions\.append/u);
  });

  it('has nothing for pages of other origins', async () => {
    const offer = {type: 'offer', sdp: await makeOffer()};
    assert.equal((await ask('/session', offer, 'https://shop.example')).status, 403);
    assert.equal((await ask('/token', undefined, 'https://shop.example')).status, 403);
  });
});
