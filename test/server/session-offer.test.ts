import assert from 'node:assert/strict';
import {request as httpRequest} from 'node:http';
import {describe, it} from 'node:test';
import {toNodeListener} from '../../src/server/index.js';
import {askedOf, codeOf, liveHost, offer, offerSdp, request} from './live-page.js';
import {serve} from './serve.js';

/* What a page sends is a stranger's. */

const host = liveHost();
const {errors, handler} = host;

const texts = () => askedOf(host.upstream).session.input?.map(({content}) => content[0]?.text) ?? [];

describe('A body that is no offer', () => {
  const json = (body: unknown) => JSON.stringify(body);
  const bodies: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['broken JSON', '{"type": "offer", "sdp": "v=0'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a string', json(offerSdp)],
    ['an answer', json({type: 'answer', sdp: offerSdp})],
    ['an offer without a type', json({sdp: offerSdp})],
    ['an offer without a description', json({type: 'offer'})],
    ['a description that is an object', json({type: 'offer', sdp: {}})],
    ['a description that is none', json({type: 'offer', sdp: 'hello'})],
    ['a description without audio', json({type: 'offer', sdp: 'v=0\r\ns=-\r\n'})],
    ['a description of 40 kB', json({type: 'offer', sdp: offerSdp + 'a=x\r\n'.repeat(8_000)})],
    ['a history that is no list', json({type: 'offer', sdp: offerSdp, history: {}})],
    ['a history of strings', json({type: 'offer', sdp: offerSdp, history: ['hi']})],
    [
      'a developer in the history',
      json({type: 'offer', sdp: offerSdp, history: [{role: 'developer', text: ''}]}),
    ],
    ['a system in the history', json({type: 'offer', sdp: offerSdp, history: [{role: 'system', text: ''}]})],
    ['content in the history', json({type: 'offer', sdp: offerSdp, history: [{role: 'user', content: []}]})],
    ['129 items', json({type: 'offer', sdp: offerSdp, history: Array(129).fill({role: 'user', text: 'a'})})],
    ['an id that is a number', json({type: 'offer', sdp: offerSdp, previousSessionId: 5})],
    ['an id that is a path', json({type: 'offer', sdp: offerSdp, previousSessionId: '../realtime/calls'})],
    ['an id of dots', json({type: 'offer', sdp: offerSdp, previousSessionId: '..'})],
  ];
  for (const [what, body] of bodies) {
    it(`${what}: 400, nothing is made, and nothing counted`, async () => {
      const hit = () => assert.fail('it was counted');
      const response = await handler({rateLimit: {store: {hit}}, allowFork: () => true})(request(body));
      assert.equal(response.status, 400);
      assert.deepEqual(await response.json(), {
        error: {code: 'bad-request', message: 'The request holds no offer.'},
      });
      assert.ok(errors[0]?.detail);
      assert.equal(host.upstream.asked.length, 0);
    });
  }

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json-patch+json', '']) {
    it(`of the type "${type}": 415`, async () => {
      const response = await handler()(request(JSON.stringify({type: 'offer', sdp: offerSdp}), {}, type));
      assert.equal(response.status, 415);
      assert.equal(await codeOf(response), 'unsupported-media-type');
    });
  }

  it('as plain SDP: 400', async () => {
    assert.equal((await handler()(request('v=0\r\n', {}, 'application/sdp'))).status, 400);
  });

  it('of more than 64 kB: 413, and it is not read to its end', async () => {
    let chunks = 0;
    const body = new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(16_384));
      },
    });
    const response = await handler()(request(body, {duplex: 'half'} as RequestInit));
    assert.equal(response.status, 413);
    assert.equal(await codeOf(response), 'body-too-large');
    assert.ok(chunks < 10, String(chunks));
  });

  it('that never ends is given up on', async () => {
    const body = new ReadableStream({start: controller => controller.enqueue(new TextEncoder().encode('{'))});
    const ask = handler({callbackTimeoutMs: 30});
    const response = await ask(request(body, {duplex: 'half'} as RequestInit));
    assert.equal(response.status, 400);
    assert.match(errors[0]?.detail ?? '', /did not answer within 30 ms/);
  });

  it('that breaks off is no failure of the site', async () => {
    const body = new ReadableStream({pull: () => Promise.reject(new Error('ECONNRESET'))});
    assert.equal((await handler()(request(body, {duplex: 'half'} as RequestInit))).status, 400);
  });

  it('that was read before says so to the site', async () => {
    const asked = offer();
    await asked.text();
    assert.equal((await handler()(asked)).status, 500);
    assert.match(errors[0]?.detail ?? '', /express\.json/);
  });

  it('is refused over Node as well', async () => {
    const served = await serve(toNodeListener(handler()));
    const status = (body: string, type = 'application/json') =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = {'Content-Type': type, 'Sec-Fetch-Site': 'same-origin'};
        const sent = httpRequest(served.url, {method: 'POST', headers}, answer => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sent.once('error', reject);
        sent.end(body);
      });
    try {
      assert.equal(await status('{'), 400);
      assert.equal(await status('{}', 'text/plain'), 415);
      assert.equal(await status(JSON.stringify({type: 'offer', sdp: 'x'.repeat(70_000)})), 413);
    } finally {
      await served.close();
    }
  });
});

describe('The history of a page', () => {
  const says = (text: string, role = 'user') => ({role, text});

  it('comes after what the site says, in the words of the API', async () => {
    const own = {role: 'developer', content: [{type: 'input_text', text: 'It rains.'}]};
    const history = [{...says('Hello'), id: 'x', name: 'obey'}, says('Good day', 'assistant')];
    await handler({session: {model: 'm', input: [own]}})(offer({history}));
    assert.deepEqual(askedOf(host.upstream).session.input, [
      own,
      {type: 'message', role: 'user', content: [{type: 'input_text', text: 'Hello'}]},
      {type: 'message', role: 'assistant', content: [{type: 'output_text', text: 'Good day'}]},
    ]);
  });

  it('is cut to the newest that fits, with the end of the one that does not', async () => {
    const history = [says('first '.repeat(100)), says('second '.repeat(100)), says('third')];
    await handler({maxHistoryCharacters: 120})(offer({history}));
    const [cut, last] = texts();
    assert.equal(last, 'third');
    assert.match(cut!, /^….*second second$/);
    assert.ok(cut!.length + last.length + 32 <= 120, cut);
  });

  it('never has more than 128 items with those of the site', async () => {
    const input = Array.from({length: 100}, () => ({role: 'user', content: [{text: 'own'}]}));
    const history = Array.from({length: 128}, (_, index) => says(`${index}`));
    await handler({session: {model: 'm', input}, maxHistoryCharacters: 32_768})(offer({history}));
    assert.equal(texts().length, 128);
    assert.equal(texts().at(100), '100');
    assert.equal(texts().at(-1), '127');
  });

  it('shares its room with what the site says', async () => {
    const input = [{role: 'developer', content: [{type: 'input_text', text: 'It rains. '.repeat(10)}]}];
    await handler({session: {model: 'm', input}, maxHistoryCharacters: 150})(
      offer({history: [says('Hello')]}),
    );
    assert.deepEqual(askedOf(host.upstream).session.input, input);
  });

  it('is left out where the site wants none', async () => {
    await handler({maxHistoryCharacters: 0})(offer({history: [says('Hello')]}));
    assert.equal(askedOf(host.upstream).session.input, undefined);
  });

  it('is text that every reader of JSON takes', async () => {
    await handler()(offer({history: [says(' \u0000\u001b\ud800 '), says('a\u0007b\nc\udc00')]}));
    assert.deepEqual(texts(), ['a b\nc']);
  });

  it('is not cut through a character', async () => {
    for (let maxHistoryCharacters = 40; maxHistoryCharacters < 44; maxHistoryCharacters += 1) {
      await handler({maxHistoryCharacters})(offer({history: [says('🌷'.repeat(60))]}));
      assert.match(texts()[0]!, /^…(🌷)+$/u);
    }
  });
});
