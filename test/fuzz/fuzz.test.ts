import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {afterEach, describe, it, mock} from 'node:test';
import {PageItems} from '../../src/backends/openai-realtime/page-items.js';
import {RealtimeProtocol} from '../../src/backends/openai-realtime/protocol.js';
import {parseEvent, type WireObject} from '../../src/session/json.js';
import {heapInUse} from '../../tools/fuzz/heap.js';
import {Random} from '../../tools/fuzz/random.js';
import {recordings} from '../../tools/fuzz/recordings.js';
import {fuzz, FuzzFailure} from '../../tools/fuzz/run.js';
import {makeTraffic} from '../../tools/fuzz/traffic.js';

describe('the fuzzer', () => {
  afterEach(() => mock.restoreAll());

  it('breaks nothing with 50,000 events', async () => {
    const {events, malformed, heapGrowth} = await fuzz({seed: 1, events: 50_000});
    assert.ok(events >= 50_000);
    assert.ok(malformed > 1_000);
    assert.ok(heapGrowth < 10, `the heap grew by ${heapGrowth} MB`);
  });

  it('has every event to damage that the protocol knows', async () => {
    const source = readFileSync('src/backends/openai-realtime/protocol.ts', 'utf8');
    const known = new Set(source.match(/\b[a-z_]+(\.[a-z_]+){1,3}(?='[:,])/g));
    const names = new Set((await recordings()).flat().map(event => event.type));
    // Sound itself comes as events only where there is no WebRTC.
    const missing = [...known].filter(name => !names.has(name) && !name.endsWith('audio.delta'));
    assert.ok(known.size >= 20, [...known].join(', '));
    assert.deepEqual(missing, []);
  });

  it('says the same for the same seed, and something else for another', async () => {
    const traffic = async (seed: number) => makeTraffic(await recordings(), new Random(seed));
    assert.deepEqual(await traffic(7), await traffic(7));
    assert.notDeepEqual(await traffic(7), await traffic(8));
  });

  it('names the seed of what it breaks, and breaks it again with that seed alone', async () => {
    const {read} = RealtimeProtocol.prototype;
    mock.method(RealtimeProtocol.prototype, 'read', function (this: RealtimeProtocol, event: WireObject) {
      if (event.item === null) throw new TypeError('null has no id');
      return read.call(this, event);
    });
    const failure = await fuzz({seed: 1, events: 50_000}).catch((error: unknown) => error);
    assert.ok(failure instanceof FuzzFailure);
    assert.match(failure.message, new RegExp(`--seed ${failure.seed}$`));
    assert.ok(failure.seed > 1);
    await assert.rejects(fuzz({seed: failure.seed, events: 1}), FuzzFailure);
  });
});

describe('a call without end', () => {
  const endless = 100_000;
  const filler = 'x'.repeat(200);

  for (const [name, event] of Object.entries<(count: number) => object>({
    'items of one answer': count => ({
      type: 'response.output_item.added',
      response_id: 'resp_1',
      item: {id: `${filler}${count}`, type: 'message', role: 'assistant', content: []},
    }),
    'answers that never end': count => ({
      type: 'response.output_text.delta',
      response_id: `${filler}${count}`,
      item_id: `${count}${filler}`,
      delta: filler,
    }),
    'calls of tools': count => ({
      type: 'response.done',
      response: {
        id: `resp_${count}`,
        status: 'completed',
        output: [{type: 'function_call', call_id: `${filler}${count}`, name: filler, arguments: filler}],
      },
    }),
    'calls of answers that never end': count => ({
      type: 'response.output_item.done',
      response_id: `${filler}${count}`,
      item: {type: 'function_call', call_id: `${filler}${count}`, name: filler, arguments: filler},
    }),
    'questions for approval': count => ({
      type: 'conversation.item.added',
      item: {id: `${filler}${count}`, type: 'mcp_approval_request', name: filler, arguments: filler},
    }),
    'answers beside the conversation': count => ({
      type: 'response.created',
      response: {id: `${filler}${count}`, conversation_id: null},
    }),
    'events with ids': count => ({type: 'session.mood_changed', event_id: `${filler}${count}`}),
    'items that the server adds': count => ({
      type: 'conversation.item.added',
      item: {
        id: `${filler}${count}`,
        type: 'message',
        role: 'user',
        content: [{type: 'input_text', text: filler}],
      },
    }),
  })) {
    it(`is not remembered as a whole: ${endless.toLocaleString('en')} ${name}`, () => {
      const protocol = new RealtimeProtocol();
      const items = new PageItems(() => {});
      const before = heapInUse();
      for (let count = 0; count < endless; count++) {
        const message = parseEvent(JSON.stringify(event(count)));
        assert.ok(message);
        protocol.read(message);
        items.read(message);
      }
      const grown = heapInUse() - before;
      assert.ok(grown < 2, `the heap grew by ${grown.toFixed(1)} MB`);
    });
  }
});
