import type {Benchmark, Subject} from '../benchmark.js';

/** What a page pays for a widget that nobody has come near. */
export const idleCost: Benchmark = {
  name: 'idle cost',
  figures: [
    {key: 'script', title: 'script evaluation, idle page', unit: 'ms', floor: 'blank page'},
    {key: 'heap', title: 'JavaScript heap, idle page', unit: 'kB', floor: 'blank page'},
  ],
  subjects: [
    subject('blank page', '/blank.html'),
    subject('SDK quick start', '/quick-start.html'),
    subject('ours', '/widget.html'),
  ],
};

function subject(name: string, path: string): Subject {
  return {
    name,
    async measure(lab) {
      const page = await lab.openPage(path);
      const client = await page.createCDPSession();
      await client.send('HeapProfiler.collectGarbage');
      const {ScriptDuration = 0, JSHeapUsedSize = 0} = await page.metrics();
      return {script: ScriptDuration * 1000, heap: JSHeapUsedSize / 1000};
    },
  };
}
