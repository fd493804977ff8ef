import type {CDPSession, Page} from 'puppeteer-core';

/** What a page keeps, garbage aside. */
export interface Holdings {
  readonly nodes: number;
  readonly listeners: number;
  /** Bytes. */
  readonly heap: number;
}

/** Measures it. The session must have `Performance` enabled. */
export async function holdings(client: CDPSession): Promise<Holdings> {
  await client.send('HeapProfiler.collectGarbage');
  const {metrics} = await client.send('Performance.getMetrics');
  const value = (name: string) => metrics.find(metric => metric.name === name)!.value;
  return {nodes: value('Nodes'), listeners: value('JSEventListeners'), heap: value('JSHeapUsedSize')};
}

/** What the test itself remembers must not keep anything alive. */
export async function forgetResources(page: Page): Promise<void> {
  await page.evaluate(() => {
    const {peers, sockets, tracks, audioContexts} = window.resources;
    for (const list of [peers, sockets, tracks, audioContexts]) list.length = 0;
  });
}
