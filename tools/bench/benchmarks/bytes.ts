import type {Benchmark, Subject} from '../benchmark.js';
import {launcher} from '../harness/launcher.js';
import {pressByScript, untilListening, watchStart} from '../harness/start-of-call.js';
import {countTraffic, type TrafficCounter} from '../harness/traffic.js';

/** Bytes over the wire: of an idle page, and until the person can speak. */
export const bytes: Benchmark = {
  name: 'bytes',
  maxRuns: 1,
  figures: [
    {
      key: 'idleBytes',
      title: 'idle page',
      unit: 'bytes',
      baseline: 'baseline',
      budgets: {ours: {atMost: 10_000}},
    },
    {
      key: 'idleRequests',
      title: 'idle page',
      unit: 'requests',
      baseline: 'baseline',
      budgets: {ours: {atMost: 3}},
    },
    {
      key: 'listeningBytes',
      title: 'everything until listening',
      unit: 'bytes',
      baseline: 'baseline',
      budgets: {ours: {atMost: 37_000}},
    },
    {key: 'listeningRequests', title: 'everything until listening', unit: 'requests', baseline: 'baseline'},
  ],
  subjects: [
    subject('baseline', '/baseline.html', 'button'),
    subject('SDK quick start', '/quick-start.html', 'button'),
    subject('ours', '/widget.html', launcher),
  ],
};

function subject(name: string, path: string, button: string): Subject {
  return {
    name,
    async measure(harness) {
      let traffic!: TrafficCounter;
      const page = await harness.openPage(path, async page => {
        await watchStart(page);
        traffic = await countTraffic(page);
      });
      const idle = {idleBytes: traffic.bytes, idleRequests: traffic.requests};
      await pressByScript(page, button);
      await untilListening(page);
      return {...idle, listeningBytes: traffic.bytes, listeningRequests: traffic.requests};
    },
  };
}
