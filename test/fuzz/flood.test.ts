import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {Random} from '../../tools/fuzz/random.js';
import {recordings} from '../../tools/fuzz/recordings.js';
import {makeTraffic} from '../../tools/fuzz/traffic.js';
import {setStage, usualAttributes, type Stage} from '../e2e/stage.js';
import {press, turns, type, untilPhase} from '../e2e/widget.js';

const flood = 20_000;
/** Longer than this, and a person notices. */
const longestTaskMs = 200;

/** Runs before the widget: its data channel can be reached, to hear what no network could bring so fast. */
function exposeChannel(): void {
  const {createDataChannel} = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.createDataChannel = function (...parameters) {
    return ((window as unknown as Flooded).channel = createDataChannel.apply(this, parameters));
  };
}

interface Flooded {
  channel: RTCDataChannel;
  tasks: number[];
}

/** All at once: every message is there before the first is heard, each a task of its own, as from the network. */
function pour(page: Page, messages: readonly string[]): Promise<void> {
  return page.evaluate(
    messages =>
      new Promise<void>(resolve => {
        const {port1, port2} = new MessageChannel();
        let left = messages.length;
        port1.onmessage = ({data}: MessageEvent<string>) => {
          (window as unknown as Flooded).channel.dispatchEvent(new MessageEvent('message', {data}));
          if (!--left) resolve();
        };
        for (const message of messages) port2.postMessage(message);
      }),
    messages,
  );
}

/** Watches for tasks during which the page answers to nobody. */
async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver(list => {
      for (const {duration} of list.getEntries()) tasks.push(Math.round(duration));
    }).observe({type: 'longtask'});
    Object.assign(window, {tasks});
  });
  return () => page.evaluate(() => Math.max(0, ...(window as unknown as Flooded).tasks));
}

async function damaged(): Promise<string[]> {
  const known = await recordings();
  const messages: string[] = [];
  for (let seed = 1; messages.length < flood; seed++)
    for (const message of makeTraffic(known, new Random(seed)))
      // A session that expires is replaced: the rest would go to nobody.
      if (typeof message === 'string' && !message.includes('session_expired')) messages.push(message);
  return messages.slice(0, flood);
}

const floods: Readonly<Record<string, () => string[] | Promise<string[]>>> = {
  'damaged events of every kind': damaged,
  'words of one answer': () =>
    Array.from({length: flood}, (_, count) =>
      JSON.stringify({
        ...{type: 'response.output_audio_transcript.delta', response_id: 'resp_1', item_id: 'item_1'},
        ...{content_index: 0, delta: `word${count} `},
      }),
    ),
  'turns that nobody asked for': () =>
    Array.from({length: flood}, (_, count) => {
      const content = [{type: 'input_text', text: `Turn ${count}`}];
      const item = {id: `item_${count}`, type: 'message', role: 'user', content};
      return JSON.stringify({type: 'conversation.item.added', item});
    }),
};

describe(`a flood of ${flood.toLocaleString('en')} events`, () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await setStage();
  });

  afterEach(() => page.close());
  after(() => stage.close());

  for (const [name, make] of Object.entries(floods)) {
    it(`of ${name} holds up the page for no longer than ${longestTaskMs} ms, and the conversation goes on`, async () => {
      page = await stage.openPage(usualAttributes, async blank => {
        await blank.evaluateOnNewDocument(exposeChannel);
      });
      await press(page, 'launcher');
      await untilPhase(page, 'listening');
      const call = await stage.realtime.waitForCall(({state}) => state === 'open');
      const longestTask = await watchTasks(page);
      const content = [{type: 'input_text', text: 'The end of the flood'}];
      const item = {id: 'item_end', type: 'message', role: 'user', content};
      await pour(page, [...(await make()), JSON.stringify({type: 'conversation.item.added', item})]);
      await page.waitForFunction(
        () =>
          document.querySelector('voice-assistant')!.snapshot.turns.some(turn => /^The end/.test(turn.text)),
        {timeout: 10_000, polling: 100},
      );
      const longest = await longestTask();
      assert.ok(longest <= longestTaskMs, `one task took ${longest} ms`);

      await type(page, 'hello');
      await call.waitForSentEvent('output_audio_buffer.stopped', 20_000);
      await untilPhase(page, 'listening');
      const last = (await turns(page)).at(-1)!;
      assert.equal(last.role, 'assistant');
      assert.ok(last.final && last.text);
      assert.equal(stage.realtime.calls.at(-1), call);
    });
  }
});
