import type {Page} from 'puppeteer-core';
import type {Sample} from '../benchmark.js';

/* The start of a call, timed on the page's own clock with User Timing and Resource Timing. */

/** Runs before the page's scripts: marks the click, and the widget's `listening`. The others mark their own. */
const marks = `
  addEventListener('click', event => performance.mark('click', {startTime: event.timeStamp}), {capture: true, once: true});
  addEventListener('voice-phase-change', event => {
    if (event.target.dataset.phase === 'listening') performance.mark('listening');
  });
  globalThis.untilListening = new Promise((resolve, reject) => {
    new PerformanceObserver(list => list.getEntriesByName('listening').length && resolve()).observe({type: 'mark'});
    addEventListener('voice-error', event => reject(event.error));
    addEventListener('unhandledrejection', event => reject(event.reason));
    setTimeout(() => reject(new Error('The call is not listening after 20 seconds')), 20_000);
  });
  untilListening.catch(() => {});
`;

/** To be called before the page is loaded. */
export async function watchStart(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(marks);
}

/** Lets the microphone open later. To be called before the page is loaded. */
export async function slowMicrophone(page: Page, delayMs: number): Promise<void> {
  await page.evaluateOnNewDocument(`
    const getUserMedia = MediaDevices.prototype.getUserMedia;
    MediaDevices.prototype.getUserMedia = async function (constraints) {
      await new Promise(resolve => setTimeout(resolve, ${delayMs}));
      return getUserMedia.call(this, constraints);
    };
  `);
}

/** A click out of the blue: no pointer or focus came near before. */
export async function pressByScript(page: Page, selector: string): Promise<void> {
  await page.$eval(selector, element => (element as HTMLElement).click());
}

/** Resolves when the person can speak. */
export async function untilListening(page: Page): Promise<void> {
  await page.evaluate('untilListening');
}

/** Milliseconds from the click to `listening`, and to the steps on the way. */
export function timesOf(page: Page): Promise<Sample> {
  return page.evaluate(() => {
    const click = performance.getEntriesByName('click')[0]!.startTime;
    const requests = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const token = requests.find(request => request.name.endsWith('/token'));
    const call = requests.find(({name}) => /\/(v1\/realtime\/calls|session)$/.test(name))!;
    return {
      listening: performance.getEntriesByName('listening')[0]!.startTime - click,
      ...(token && {tokenAsked: token.startTime - click, tokenCame: token.responseEnd - click}),
      offerSent: call.startTime - click,
      answerCame: call.responseEnd - click,
    };
  });
}
