import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {Random} from '../../tools/fuzz/random.js';
import {recordings} from '../../tools/fuzz/recordings.js';
import {makeTraffic} from '../../tools/fuzz/traffic.js';
import {setStage, defaultAttributes, type Stage} from '../e2e/stage.js';
import {press, turns, type, untilPhase} from '../e2e/widget.js';

/** `npm run fuzz` sends 20,000. */
const flood = Number(process.env.FLOOD ?? 4_000);
/** Longer than this, and a person notices. Of processor: the machine may have more to do. */
const maxTaskMs = 200;

interface Flooded {
  channel: RTCDataChannel;
  messages: string[];
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of processor. */
  readonly tdur?: number;
  readonly args: {readonly name?: string};
}

/** Runs before the widget: its data channel can be reached, to hear what no network could bring so fast. */
function exposeChannel(): void {
  const {createDataChannel} = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.createDataChannel = function (...parameters) {
    return ((window as unknown as Flooded).channel = createDataChannel.apply(this, parameters));
  };
}

/** All at once: every message is there before the first is heard, each a task of its own, as from the network. */
function pour(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>(resolve => {
        const {channel, messages} = window as unknown as Flooded;
        const {port1, port2} = new MessageChannel();
        let left = messages.length;
        port1.onmessage = ({data}: MessageEvent<string>) => {
          channel.dispatchEvent(new MessageEvent('message', {data}));
          if (!--left) resolve();
        };
        for (const message of messages) port2.postMessage(message);
      }),
  );
}

/** @returns milliseconds of processor that the longest task of a page took meanwhile */
async function maxTask(page: Page, act: () => Promise<void>): Promise<number> {
  await page.tracing.start({categories: ['toplevel']});
  await act();
  const trace = Buffer.from((await page.tracing.stop())!).toString();
  const {traceEvents} = JSON.parse(trace) as {traceEvents: readonly TraceEvent[]};
  const threadOf = ({pid, tid}: TraceEvent) => `${pid} ${tid}`;
  const mainThreads = new Set(
    traceEvents
      .filter(({name, args}) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(threadOf),
  );
  const tasks = traceEvents.filter(
    event => event.name === 'ThreadControllerImpl::RunTask' && mainThreads.has(threadOf(event)),
  );
  assert.ok(tasks.length > flood, `${tasks.length} tasks were traced`);
  return tasks.reduce((longest, {tdur = 0}) => Math.max(longest, tdur / 1000), 0);
}

const newTurn = (id: string, text: string) =>
  JSON.stringify({
    type: 'conversation.item.added',
    item: {id, type: 'message', role: 'user', content: [{type: 'input_text', text}]},
  });

/** Damaged events of every kind, and between them turns that no request asked for. */
async function disorder(): Promise<string[]> {
  const known = await recordings();
  const messages: string[] = [];
  for (let seed = 1; messages.length < flood; seed++)
    for (const message of makeTraffic(known, new Random(seed)))
      // A session that expires is replaced: the rest would not be read.
      if (typeof message === 'string' && !message.includes('session_expired'))
        messages.push(message, newTurn(`flood_${messages.length}`, `Turn ${messages.length}`));
  return messages.slice(0, flood);
}

function oneAnswer(): string[] {
  return Array.from({length: flood}, (_, count) =>
    JSON.stringify({
      ...{type: 'response.output_audio_transcript.delta', response_id: 'resp_1', item_id: 'item_1'},
      ...{content_index: 0, delta: `word${count} `},
    }),
  );
}

const floods: Readonly<Record<string, () => string[] | Promise<string[]>>> = {
  'damaged and of new turns': disorder,
  'all words of one answer': oneAnswer,
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
    it(`${name}, holds up the page for no longer than ${maxTaskMs} ms, and the conversation goes on`, async () => {
      const thrown: unknown[] = [];
      page = await stage.openPage(defaultAttributes, async blank => {
        blank.on('pageerror', error => thrown.push(error));
        await blank.evaluateOnNewDocument(exposeChannel);
      });
      await press(page, 'launcher');
      await untilPhase(page, 'listening');
      const call = stage.realtime.calls.at(-1)!;
      const messages = [...(await make()), newTurn('flood_end', 'The end of the flood')];
      await page.evaluate(messages => void Object.assign(window, {messages}), messages);

      const longest = await maxTask(page, async () => {
        await pour(page);
        await page.waitForFunction(
          () =>
            document
              .querySelector('voice-assistant')!
              .snapshot.turns.some(turn => turn.text === 'The end of the flood'),
          {timeout: 10_000, polling: 100},
        );
      });
      console.log(`  the longest task took ${longest.toFixed(0)} ms`);
      assert.ok(longest <= maxTaskMs, `one task took ${longest} ms`);
      assert.deepEqual(thrown, []);

      await type(page, 'hello');
      await call.waitForSentEvent('output_audio_buffer.stopped', 20_000);
      await untilPhase(page, 'listening');
      const [question, answer] = (await turns(page)).slice(-2);
      assert.equal(question!.text, 'hello');
      assert.equal(answer!.role, 'assistant');
      assert.ok(answer!.final && answer!.text);
      assert.ok(stage.realtime.calls.at(-1) === call, 'another call');
    });
  }
});
