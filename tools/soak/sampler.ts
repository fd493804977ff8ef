import {readdirSync, readFileSync} from 'node:fs';
import type {CDPSession, Page} from 'puppeteer-core';
import {forgetResources, holdings, type Holdings} from '../../test/e2e/holdings.js';

/** What a page keeps, with the threads of its process. */
export interface Sample extends Holdings {
  readonly threads: number;
}

/** How much more there may be at the end. A browser's own caches breathe; a leak of each cycle exceeds this. */
const allowed: Sample = {nodes: 50, listeners: 10, heap: 1_500_000, threads: 6};

/** Measures a page again and again, and prints each measurement as a row of a table. */
export class Sampler {
  readonly #page: Page;
  readonly #client: CDPSession;
  readonly #browser: CDPSession;

  private constructor(page: Page, client: CDPSession, browser: CDPSession) {
    this.#page = page;
    this.#client = client;
    this.#browser = browser;
  }

  static async of(page: Page): Promise<Sampler> {
    const client = await page.createCDPSession();
    await client.send('Performance.enable');
    return new Sampler(page, client, await page.browser().target().createCDPSession());
  }

  async take(label: string): Promise<Sample> {
    await forgetResources(this.#page);
    await holdings(this.#client); // What only the first collection lets go of.
    const sample = {...(await holdings(this.#client)), threads: await this.#threads()};
    const {heap, nodes, listeners, threads} = sample;
    console.log(
      `${label.padStart(12)}  heap ${(heap / 1e6).toFixed(2).padStart(6)} MB  nodes ${String(nodes).padStart(5)}` +
        `  listeners ${String(listeners).padStart(4)}  threads ${String(threads).padStart(3)}`,
    );
    return sample;
  }

  async #threads(): Promise<number> {
    const {processInfo} = await this.#browser.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter(({type}) => type === 'renderer');
    return renderers.reduce((sum, {id}) => sum + threadsOf(id), 0);
  }
}

/** What grew beyond measure, in words; nothing when all is flat. */
export function growth(before: Sample, after: Sample): string[] {
  return (Object.keys(allowed) as (keyof Sample)[])
    .filter(key => after[key] > before[key] + allowed[key])
    .map(key => `${key}: ${before[key]} -> ${after[key]}`);
}

function threadsOf(process: number): number {
  try {
    const folder = `/proc/${process}/task`;
    // The browser's own pools grow with the load of the machine, and measuring takes threads, too.
    const isPooled = (thread: string) =>
      /^(ThreadPool|MemoryInfra)/.test(readFileSync(`${folder}/${thread}/comm`, 'utf8'));
    return readdirSync(folder).filter(thread => !isPooled(thread)).length;
  } catch {
    return 0; // It has ended meanwhile, or this is no Linux.
  }
}
