import type {Page} from 'puppeteer-core';
import {fixedResponder} from '../../test/e2e/fixed-responder.js';
import {setStage} from '../../test/e2e/stage.js';
import {press, type, untilAtRest, untilPhase} from '../../test/e2e/widget.js';
import {puppetMicrophone} from '../../test/faults/page-scripts.js';
import {growth, Sampler, type Sample} from './sampler.js';

/** Of a message that was typed the browser keeps two nodes, to undo it by. */
const nodesToUndo = 2;
/** What a turn may keep: its words on the screen and in memory. */
const perTurn = {nodes: 60, heap: 30_000};

/** What is measured every second or two is measured ten times as often: in three minutes as in half an hour. */
function hurryMeasuring(): void {
  const native = window.setTimeout;
  const hurried = (handler: TimerHandler, ms = 0, ...args: unknown[]) =>
    native(handler, ms >= 1_000 && ms <= 2_000 ? ms / 10 : ms, ...args);
  window.setTimeout = hurried as typeof window.setTimeout;
}

/** One call with so many exchanges, every fifth of them spoken. @returns what grew */
export async function talkForLong(exchanges: number): Promise<string[]> {
  console.log(`\nOne call with ${exchanges} exchanges`);
  const stage = await setStage({realtime: {responder: fixedResponder([], {}), thinkingMs: 0}});
  try {
    const page = await stage.openPage(undefined, async blank => {
      await blank.evaluateOnNewDocument(puppetMicrophone);
      await blank.evaluateOnNewDocument(hurryMeasuring);
    });
    const sampler = await Sampler.of(page);
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    const clear = () => page.$eval('voice-assistant', element => element.clear());
    // As long as to have drawn whatever a conversation can look like: also turns that are too old to be drawn.
    await talk(page, 80);
    await clear();
    const first = await sampler.take('begun');
    const steps = 6;
    let full: Sample = first;
    for (let step = 1; step <= steps; step++) {
      await talk(page, Math.ceil(exchanges / steps));
      full = await sampler.take(`${step * Math.ceil(exchanges / steps)}`);
    }
    const calls = stage.realtime.calls.length;
    await clear();
    const cleared = await sampler.take('cleared');
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    await untilAtRest(page);
    await sampler.take('hung up');

    const turns = 2 * exchanges;
    const undoable = {...cleared, nodes: cleared.nodes - nodesToUndo * exchanges};
    const grown = growth(first, undoable).map(what => `in a long call, ${what}`);
    for (const key of ['nodes', 'heap'] as const) {
      const each = (full[key] - first[key]) / turns;
      console.log(`Each turn keeps ${Math.round(each)} ${key === 'heap' ? 'bytes' : key}.`);
      if (each > perTurn[key]) grown.push(`each turn keeps ${Math.round(each)} of ${key}`);
    }
    if (calls !== 1) grown.push(`the call was lost ${calls - 1} times`);
    return grown;
  } finally {
    await stage.close();
  }
}

async function talk(page: Page, exchanges: number): Promise<void> {
  for (let count = 1; count <= exchanges; count++) {
    const before = await turnCount(page);
    if (count % 5) await type(page, `This is question ${count}`);
    else await say(page);
    await page.waitForFunction(
      count => {
        const {turns, phase, playing} = document.querySelector('voice-assistant')!.snapshot;
        return turns.length >= count && turns.at(-1)!.final && phase === 'listening' && !playing;
      },
      {timeout: 30_000, polling: 50},
      before + 2,
    );
  }
}

/** Speaks until it is heard. */
async function say(page: Page): Promise<void> {
  const speaks = (on: boolean) => page.evaluate(speaking => window.puppet.speak(speaking), on);
  await speaks(true);
  await page.waitForFunction(() => document.querySelector('voice-assistant')!.snapshot.userSpeaking, {
    polling: 50,
  });
  await speaks(false);
}

const turnCount = (page: Page) => page.$eval('voice-assistant', element => element.snapshot.turns.length);
