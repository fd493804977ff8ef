import type {Page} from 'puppeteer-core';
import type {Benchmark, Budget, Figure, Sample, Subject} from '../benchmark.js';
import {countFrames, phaseOf, scriptBytes, speak, start, watchFrames} from '../harness/frames.js';
import type {Harness} from '../harness/harness.js';

/** A phone of the middle class is about so many times slower than a desk. */
const slowdown = 4;
const baselineName = 'one canvas';
const visualizers = ['bars', 'wave', 'orb'];

/**
 * The baseline is the same call with a canvas as large as the orb's that is cleared in every frame and gets one
 * rectangle: what the browser takes to run a callback, paint and show a canvas is in both, and so is the call. The
 * goal is half as much again of the main thread. Without a graphics card the processor paints, so a picture that fills
 * most of its canvas takes more; a wave has two filled hills for each voice.
 */
const timesBaseline = {bars: {timesBaseline: 1.75}, wave: {timesBaseline: 2.3}, orb: {timesBaseline: 1.75}};
/** While the person is silent, every second frame is painted. */
const timesBaselineOfListening = 1.5;
/** Scripts are the part of it that we write. The baseline's are the call's and some 0.1 ms. */
const timesBaselineOfScript = 5;
/**
 * Bytes. No object is made for a frame; but the engine boxes every fraction that it hands to the canvas, and
 * some 500 of them make a picture. An array or a closure for each point would be ten times as much.
 */
const maxAllocated = 10_000;

/** What drawing the voices costs while the assistant talks, and what an open widget draws when it is idle. */
export const frameTime: Benchmark = {
  name: 'frame time',
  maxRuns: 3,
  figures: [
    {
      ...figure('listening', 'main thread per frame, listening'),
      unit: 'ms',
      budgets: each({timesBaseline: timesBaselineOfListening}),
    },
    {
      ...figure('frame', 'main thread per frame, speaking'),
      unit: 'ms',
      budgets: timesBaseline,
    },
    {
      ...figure('script', 'script per frame, speaking'),
      unit: 'ms',
      budgets: each({timesBaseline: timesBaselineOfScript}),
    },
    {...figure('slowFrame', `main thread per frame, at 1/${slowdown} speed`), unit: 'ms'},
    {...figure('dropped', `frames dropped in a second, at 1/${slowdown} speed`), unit: 'requests'},
    {...figure('allocated', 'allocated per frame'), unit: 'bytes', budgets: each({atMost: maxAllocated})},
    {...figure('idleFrames', 'frames in 3 s, open and idle'), unit: 'requests', budgets: each({atMost: 0})},
  ],
  subjects: [
    {name: baselineName, measure: harness => measure(harness, 'none', drawOneRectangle)},
    ...visualizers.map((name): Subject => ({name, measure: harness => measure(harness, name)})),
  ],
};

function figure(key: string, title: string): Pick<Figure, 'key' | 'title' | 'baseline'> {
  return {key, title, baseline: baselineName};
}

function each<B extends Budget>(budget: B): Readonly<Record<string, B>> {
  return Object.fromEntries(visualizers.map(name => [name, budget]));
}

async function measure(
  harness: Harness,
  visualizer: string,
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<Sample> {
  const page = await harness.openPage('/widget.html', watchFrames);
  const idle = await start(page, visualizer);
  await prepare(page);
  const listening = await countFrames(page);
  if ((await phaseOf(page)) !== 'listening')
    throw new Error('The assistant did not listen while that was measured');
  await speak(page);
  const normal = await countFrames(page);
  const allocated = (await scriptBytes(page)) / normal.frames;
  await page.emulateCPUThrottling(slowdown);
  const slow = await countFrames(page);
  if ((await phaseOf(page)) !== 'speaking')
    throw new Error('The assistant was silent before all was measured');
  return {
    listening: listening.taskMs / listening.frames,
    frame: normal.taskMs / normal.frames,
    script: normal.scriptMs / normal.frames,
    slowFrame: slow.taskMs / slow.frames,
    dropped: Math.max(0, normal.frames - slow.frames) / slow.seconds,
    allocated,
    idleFrames: idle.frames,
  };
}

/** In words: tsx would mark the inner function with a helper that the page does not have. */
const drawing = `
  const canvas = Object.assign(document.createElement('canvas'), {width: 208, height: 208});
  document.body.append(canvas);
  const context = canvas.getContext('2d');
  const draw = () => {
    requestAnimationFrame(draw);
    context.clearRect(0, 0, 208, 208);
    context.fillRect(0, 0, 10, 10);
  };
  draw();
`;

async function drawOneRectangle(page: Page): Promise<void> {
  await page.evaluate(drawing);
}
