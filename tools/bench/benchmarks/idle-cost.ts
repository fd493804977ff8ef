import type {Benchmark, Sample, Subject} from '../benchmark.js';
import type {Lab} from '../lab/lab.js';

/** A phone of the middle class is about so many times slower than a desk. */
const slowdown = 4;
const floor = 'blank page';

/** What an idle widget costs a page. */
export const idleCost: Benchmark = {
  name: 'idle cost',
  figures: [
    {key: 'script', title: 'script evaluation, idle page', unit: 'ms', floor},
    {key: 'slowScript', title: `script evaluation, idle page, at 1/${slowdown} speed`, unit: 'ms', floor},
    {key: 'heap', title: 'JavaScript heap, idle page', unit: 'kB', floor},
  ],
  subjects: [
    subject(floor, '/blank.html'),
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
      floor: 'one widget',
      budgets: twice(),
    },
    {key: 'heap', title: 'JavaScript heap, many widgets', unit: 'kB', floor: 'one widget', budgets: twice()},
  ],
  subjects: [subject('one widget', '/widget.html'), subject('twenty widgets', '/twenty-widgets.html')],
};

function twice(): Readonly<Record<string, {readonly timesFloor: number}>> {
  return {'twenty widgets': {timesFloor: 2}};
}

function subject(name: string, path: string): Subject {
  return {
    name,
    async measure(lab) {
      const usual = await cost(lab, path, 1);
      const slow = await cost(lab, path, slowdown);
      return {...usual, slowScript: slow.script!};
    },
  };
}

async function cost(lab: Lab, path: string, slowdown: number): Promise<Sample> {
  const page = await lab.openPage(path, page => page.emulateCPUThrottling(slowdown));
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  const {ScriptDuration = 0, JSHeapUsedSize = 0} = await page.metrics();
  return {script: ScriptDuration * 1000, heap: JSHeapUsedSize / 1000};
}
