import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {Random} from '../../tools/fuzz/random.js';
import {recordings} from '../../tools/fuzz/recordings.js';
import {makeTraffic} from '../../tools/fuzz/traffic.js';
import {setStage, type Stage} from '../e2e/stage.js';
import {press, turns, type, untilPhase} from '../e2e/widget.js';

const flood = 20_000;
/** Longer than this, and a person notices. */
const longestTaskMs = 200;

/** Watches for tasks during which the page answers to nobody. */
async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver(list => {
      for (const {duration} of list.getEntries()) tasks.push(Math.round(duration));
    }).observe({type: 'longtask'});
    Object.assign(window, {tasks});
  });
  return () => page.evaluate(() => Math.max(0, ...(window as unknown as {tasks: number[]}).tasks));
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
      page = await stage.openPage();
      await press(page, 'launcher');
      await untilPhase(page, 'listening');
      const call = await stage.realtime.waitForCall(({state}) => state === 'open');
      const longestTask = await watchTasks(page);
      for (const message of await make()) call.sendRaw(message);
      const content = [{type: 'input_text', text: 'The end of the flood'}];
      call.sendRaw({
        type: 'conversation.item.added',
        item: {id: 'item_end', type: 'message', role: 'user', content},
      });
      await page.waitForFunction(
        () =>
          document.querySelector('voice-assistant')!.snapshot.turns.some(turn => /^The end/.test(turn.text)),
        {timeout: 100_000, polling: 100},
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
