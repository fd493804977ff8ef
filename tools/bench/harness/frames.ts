import type {Page} from 'puppeteer-core';
import {setTimeout as pause} from 'node:timers/promises';
import type {VoiceAssistant} from '../../../src/elements/voice-assistant/voice-assistant.js';

/* The frames of a page: how many it draws, what they take, what they leave behind. */

const watchMs = 3_000;
/** In which the engine optimises what it runs. */
const engineMs = 1_500;

/** What happened while frames were watched. */
export interface Frames {
  readonly frames: number;
  readonly seconds: number;
  /** Of the main thread, in all. */
  readonly taskMs: number;
  /** Of it in scripts. */
  readonly scriptMs: number;
}

/** Runs before the page's scripts. Each callback is wrapped once: the counting leaves nothing behind. */
const counter = `
  const request = requestAnimationFrame.bind(window);
  const wrapped = new Map();
  globalThis.framesDrawn = 0;
  window.requestAnimationFrame = callback => {
    if (!wrapped.has(callback)) {
      wrapped.set(callback, function drawnFrame(time) {
        framesDrawn++;
        callback(time);
      });
    }
    return request(wrapped.get(callback));
  };
`;

/** To be called before the page is loaded. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(counter);
}

/**
 * Opens the widget, watches it idle, and starts a call. Push-to-talk, so that the beeps of the fake microphone do not
 * interrupt the assistant.
 * @returns what was drawn before the call
 */
export async function start(page: Page, visualizer: string): Promise<Frames> {
  await page.evaluate(visualizer => {
    const assistant = document.querySelector<VoiceAssistant>('voice-assistant')!;
    const settings = {visualizer, transcript: 'off', turnDetection: 'push-to-talk', sounds: 'off'};
    Object.assign(assistant, settings, {open: true});
  }, visualizer);
  await pause(1_000);
  const idle = await countFrames(page);
  await page.evaluate(() => document.querySelector<VoiceAssistant>('voice-assistant')!.start());
  await pause(engineMs);
  return idle;
}

/** Has the assistant count aloud, for longer than a page is watched. */
export async function speak(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const assistant = document.querySelector<VoiceAssistant>('voice-assistant')!;
    await assistant.sendText('Count to ninety');
    while (assistant.snapshot.phase !== 'speaking') await new Promise(resolve => setTimeout(resolve, 50));
  });
  await pause(engineMs);
}

export async function phaseOf(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector<VoiceAssistant>('voice-assistant')!.snapshot.phase);
}

export async function countFrames(page: Page): Promise<Frames> {
  const before = await state(page);
  await pause(watchMs);
  const after = await state(page);
  return {
    frames: after.frames - before.frames,
    seconds: after.seconds - before.seconds,
    taskMs: after.taskMs - before.taskMs,
    scriptMs: after.scriptMs - before.scriptMs,
  };
}

async function state(page: Page): Promise<Frames> {
  const frames = Number(await page.evaluate('framesDrawn'));
  const {Timestamp = 0, TaskDuration = 0, ScriptDuration = 0} = await page.metrics();
  return {frames, seconds: Timestamp, taskMs: TaskDuration * 1000, scriptMs: ScriptDuration * 1000};
}

/** Bytes that the callbacks of frames allocate meanwhile, also those that are collected at once. */
export async function scriptBytes(page: Page): Promise<number> {
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.startSampling', {
    samplingInterval: 512,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await pause(watchMs);
  const {profile} = await client.send('HeapProfiler.stopSampling');
  await client.detach();
  const roots = profile.head.children.filter(({callFrame}) => callFrame.functionName === 'drawnFrame');
  return roots.reduce((sum, node) => sum + sizeOf(node), 0);
}

interface Node {
  readonly selfSize: number;
  readonly children: readonly Node[];
}

function sizeOf({selfSize, children}: Node): number {
  return children.reduce((sum, child) => sum + sizeOf(child), selfSize);
}
