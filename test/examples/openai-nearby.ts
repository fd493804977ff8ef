import type {Page} from 'puppeteer-core';

/**
 * The examples talk to OpenAI, as their readers will. Here the local server answers in its place: what a page asks of
 * OpenAI is asked of `realtime` instead.
 */
export async function answerForOpenAI(page: Page, realtime: string): Promise<void> {
  await page.evaluateOnNewDocument(nearby => {
    const {fetch} = window;
    window.fetch = (input, init) =>
      fetch(input instanceof Request ? input : String(input).replace('https://api.openai.com', nearby), init);
  }, realtime);
}
