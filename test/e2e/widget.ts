import type {ElementHandle, Page} from 'puppeteer-core';
import type {Phase} from '../../src/state/phase.js';
import type {Turn} from '../../src/state/turns.js';
import {until} from '../helpers/until.js';

/* What a person does with the widget of a page, and what they see and hear of it. */

/** An element inside the widget, through its shadow roots. */
export async function partOf(page: Page, part: string): Promise<ElementHandle<HTMLElement>> {
  const found = await page.waitForSelector(`>>> [part~="${part}"]`, {visible: true, timeout: 5_000});
  return found as ElementHandle<HTMLElement>;
}

export async function press(page: Page, part: string): Promise<void> {
  const button = await partOf(page, part);
  await button.click();
  await button.dispose(); // A handle keeps its element alive, and some tests count those.
}

export async function type(page: Page, text: string): Promise<void> {
  await press(page, 'input');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Waits until the conversation is in one of the phases. */
export async function untilPhase(
  page: Page,
  phases: Phase | readonly Phase[],
  timeout = 15_000,
): Promise<void> {
  await page.waitForFunction(
    wanted => wanted.some(phase => phase === document.querySelector('voice-assistant')?.dataset.phase),
    {timeout, polling: 20},
    [phases].flat(),
  );
}

export function turns(page: Page): Promise<readonly Turn[]> {
  return page.$eval('voice-assistant', element => element.snapshot.turns);
}

/** The words of the transcript, as they stand on the screen. */
export function wordsOnScreen(page: Page, role: 'user' | 'assistant'): Promise<string[]> {
  return page.$$eval(`>>> [part~="turn-${role}"] p`, bubbles =>
    bubbles.map(bubble => bubble.textContent ?? ''),
  );
}

/** Waits until these words, and no others, stand on the screen. */
export async function untilWords(
  page: Page,
  role: 'user' | 'assistant',
  expected: readonly string[],
): Promise<void> {
  let shown: string[] = [];
  const so = async () => {
    shown = await wordsOnScreen(page, role);
    return JSON.stringify(shown) === JSON.stringify(expected);
  };
  await until(so, () => `${role} is shown to have said ${expected.join(' | ')}, not ${shown.join(' | ')}`);
}

/** Remembers every phase from now on. */
export async function watchPhases(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const phases: string[] = [];
    Object.assign(window, {phases});
    const assistant = document.querySelector('voice-assistant')!;
    assistant.addEventListener('voice-phase-change', event => phases.push(event.phase));
  });
  return () => page.evaluate(() => (window as unknown as {phases: string[]}).phases);
}

/** Loudness (RMS) of what comes out of the page's speaker now, over about 100 ms. */
function heardLevel(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const [element] = window.resources.audioElements;
    const stream = element?.srcObject as MediaStream | null;
    if (!element || !stream || element.muted || element.paused) return 0;
    const shared = window as unknown as {ear?: {stream: MediaStream; analyser: AnalyserNode}};
    if (shared.ear?.stream !== stream) {
      const context = new AudioContext();
      window.resources.audioContexts.pop(); // This one is the test's own.
      const analyser = new AnalyserNode(context, {fftSize: 4096});
      new MediaStreamAudioSourceNode(context, {mediaStream: stream}).connect(analyser);
      shared.ear = {stream, analyser};
      await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
    const samples = new Float32Array(4096);
    shared.ear.analyser.getFloatTimeDomainData(samples);
    return (
      Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length) * element.volume
    );
  });
}

/** Waits until the last sound has faded and the last picture is drawn: then nothing runs any more. */
export async function untilAtRest(page: Page): Promise<void> {
  let left: unknown;
  // Asked from outside: a poll within the page would be one more timer.
  const rests = async () => {
    left = await page.evaluate(() => {
      const {timers, timerOrigins, frames, audioContexts} = window.resources;
      const open = audioContexts.filter(({state}) => state !== 'closed').length;
      return timers || frames || open ? {timerOrigins, frames, open} : null;
    });
    return !left;
  };
  await until(rests, () => `nothing runs any more, but this does: ${JSON.stringify(left, null, 2)}`, 8_000);
}

/** Waits until the speaker is at least this loud. */
export async function untilHeard(page: Page, level: number, timeoutMs = 5_000): Promise<number> {
  return untilLevel(page, heard => heard >= level, timeoutMs);
}

/** Waits until nothing comes out of the speaker. */
export async function untilQuiet(page: Page, timeoutMs = 5_000): Promise<number> {
  return untilLevel(page, heard => heard < 0.001, timeoutMs);
}

async function untilLevel(
  page: Page,
  wanted: (level: number) => boolean,
  timeoutMs: number,
): Promise<number> {
  const end = performance.now() + timeoutMs;
  for (let level = await heardLevel(page); ; level = await heardLevel(page)) {
    if (wanted(level)) return level;
    if (performance.now() > end) throw new Error(`The speaker's level is ${level}`);
  }
}
