import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import type {AxeResults} from 'axe-core';
import type {Page} from 'puppeteer-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Content of a story stands in no landmark: that is for the page around it. */
const options = {resultTypes: ['violations'], rules: {region: {enabled: false}}} as const;

/** Makes axe known in a page. */
export async function injectAxe(page: Page): Promise<void> {
  await page.evaluate(source);
}

/** What axe finds wrong with the story on a page, a line for each rule. */
export async function violations(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(async options => {
    const {axe} = window as unknown as {
      axe: {run: (context: string, options: unknown) => Promise<AxeResults>};
    };
    const {violations} = await axe.run('#storybook-root', options);
    return violations.map(({id, help, nodes}) => ({
      id,
      help,
      at: nodes.map(({target}) => target.flat(2).join(' ')),
    }));
  }, options);
  return found.map(({id, help, at}) => `axe ${id}: ${help} (${at.slice(0, 3).join(', ')})`);
}
