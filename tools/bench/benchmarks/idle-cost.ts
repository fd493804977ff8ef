import type {Benchmark, Sample, Subject} from '../benchmark.js';
import type {Harness} from '../harness/harness.js';

/** A phone of the middle class is about so many times slower than a desk. */
const slowdown = 4;
const baseline = 'blank page';

/** What an idle widget costs a page. */
export const idleCost: Benchmark = {
  name: 'idle cost',
  figures: [
    {key: 'script', title: 'script evaluation, idle page', unit: 'ms', baseline},
    {key: 'slowScript', title: `script evaluation, idle page, at 1/${slowdown} speed`, unit: 'ms', baseline},
    {key: 'heap', title: 'JavaScript heap, idle page', unit: 'kB', baseline},
  ],
  subjects: [
    subject(baseline, '/blank.html'),
    subject('Lit alone', '/lit.html'),
    subject('SDK quick start', '/quick-start.html'),
    subject('ours', '/widget.html'),
  ],
};

/** Many on one page share what they can. */
export const twentyWidgets: Benchmark = {
  name: 'twenty widgets',
  figures: [
    {
      key: 'script',
      title: 'script evaluation, many widgets',
      unit: 'ms',
      baseline: 'one widget',
      budgets: twice(),
    },
    {
      key: 'heap',
      title: 'JavaScript heap, many widgets',
      unit: 'kB',
      baseline: 'one widget',
      budgets: twice(),
    },
  ],
  subjects: [subject('one widget', '/widget.html'), subject('twenty widgets', '/twenty-widgets.html')],
};

function twice(): Readonly<Record<string, {readonly timesBaseline: number}>> {
  return {'twenty widgets': {timesBaseline: 2}};
}

function subject(name: string, path: string): Subject {
  return {
    name,
    async measure(harness) {
      const usual = await cost(harness, path, 1);
      const slow = await cost(harness, path, slowdown);
      return {...usual, slowScript: slow.script!};
    },
  };
}

async function cost(harness: Harness, path: string, slowdown: number): Promise<Sample> {
  const page = await harness.openPage(path, page => page.emulateCPUThrottling(slowdown));
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  const {ScriptDuration = 0, JSHeapUsedSize = 0} = await page.metrics();
  return {script: ScriptDuration * 1000, heap: JSHeapUsedSize / 1000};
}
