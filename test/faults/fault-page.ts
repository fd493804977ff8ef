import assert from 'node:assert/strict';
import type {Page} from 'puppeteer-core';
import type {Call} from '../../local-server/index.js';
import type {Turn} from '../../src/state/turns.js';
import {toldWords} from '../e2e/live-page.js';
import {backend, defaultAttributes, type Stage} from '../e2e/stage.js';
import {press, turns, type, untilPhase} from '../e2e/widget.js';
import {puppetMicrophone, watchSentences} from './page-scripts.js';

/** A script for `evaluateOnNewDocument`. */
export type PageScript = () => void;

interface FaultPageOptions {
  readonly attributes?: string;
  /** Beside the usual ones. */
  readonly scripts?: readonly PageScript[];
  /** The browser's own microphone instead of the silent one of these tests. */
  readonly ownMicrophone?: boolean;
}

/** Opens a page with the widget, does something with it, and closes it. */
export async function onPage<T>(
  stage: Stage,
  act: (page: Page) => Promise<T>,
  {attributes = defaultAttributes, scripts = [], ownMicrophone = false}: FaultPageOptions = {},
): Promise<T> {
  const page = await stage.openPage(attributes, async blank => {
    if (!ownMicrophone) await blank.evaluateOnNewDocument(puppetMicrophone);
    await blank.evaluateOnNewDocument(watchSentences);
    for (const script of scripts) await blank.evaluateOnNewDocument(script);
  });
  try {
    return await act(page);
  } finally {
    await page.close();
    stage.realtime.setFaults({});
  }
}

/** Milliseconds that something takes. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** Presses the launcher and has a first exchange, in writing. */
export async function beginCall(page: Page): Promise<void> {
  await press(page, 'launcher');
  await untilPhase(page, 'listening');
  await exchange(page, 'hello');
  await forgetSentences(page);
}

/** Types something and waits until the answer has been heard to its end. */
export async function exchange(page: Page, words: string): Promise<void> {
  const before = (await turns(page)).length;
  await type(page, words);
  await page.waitForFunction(
    count => {
      const {turns, phase} = document.querySelector('voice-assistant')!.snapshot;
      return turns.length === count && turns.at(-1)!.final && phase === 'listening';
    },
    {timeout: 15_000, polling: 20},
    before + 2,
  );
}

/** The sentences that the trouble has brought to the screen so far. */
export function sentences(page: Page): Promise<string[]> {
  return page.evaluate(() => [...window.sentences]);
}

export async function forgetSentences(page: Page): Promise<void> {
  await page.evaluate(() => (window.sentences.length = 0));
}

/** Waits until such a sentence has been on the screen. */
export async function untilSentence(page: Page, words: string, timeout = 10_000): Promise<void> {
  await page.waitForFunction(
    wanted => window.sentences.some(sentence => sentence.includes(wanted)),
    {timeout, polling: 20},
    words,
  );
}

/** Waits until no error is on the screen. */
export async function untilNoError(page: Page): Promise<void> {
  await page.waitForSelector('>>> [part=error]', {hidden: true, timeout: 10_000});
}

/** Fails when a turn is no longer there as it was. */
export async function assertKept(page: Page, before: readonly Turn[]): Promise<void> {
  const words = (all: readonly Turn[]) => all.map(({role, text}) => `${role}: ${text}`);
  const after = await turns(page);
  assert.deepEqual(words(after.slice(0, before.length)), words(before), 'the conversation is as it was');
}

/** What opens a call is asked for there: a token, or a session. */
export const endpoint = backend === 'openai-live' ? '/session' : '/token';

/** Waits until a call is told that the person has said this in the one before. */
export async function untilTold(call: Call, words: string): Promise<void> {
  if (backend === 'openai-live') {
    assert.ok(toldWords(call).some(({role, text}) => role === 'user' && text === words));
    return;
  }
  await call.waitForEvent(({item}) =>
    JSON.stringify(item ?? '').includes(`"input_text","text":${JSON.stringify(words)}`),
  );
}

/** How many connections are open or being opened, over whatever transport. */
export function openConnections(page: Page): Promise<number> {
  return page.evaluate(() => {
    const {peers, sockets} = window.resources;
    return (
      peers.filter(({connectionState}) => connectionState !== 'closed').length +
      sockets.filter(({readyState}) => readyState < WebSocket.CLOSING).length
    );
  });
}

/** Fails when anything of a call is still open. */
export async function assertReleased(page: Page): Promise<void> {
  const liveTracks = await page.evaluate(
    () => window.resources.tracks.filter(track => track.readyState === 'live').length,
  );
  assert.deepEqual(
    {liveTracks, openConnections: await openConnections(page)},
    {liveTracks: 0, openConnections: 0},
  );
}
