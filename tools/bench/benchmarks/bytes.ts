import type {Benchmark, Subject} from '../benchmark.js';
import {launcher} from '../lab/launcher.js';
import {pressByScript, untilListening, watchStart} from '../lab/start-of-call.js';
import {countTraffic, type TrafficCounter} from '../lab/traffic.js';

/** Bytes over the wire: of an idle page, and until the person can speak. */
export const bytes: Benchmark = {
  name: 'bytes',
  maxRuns: 1,
  figures: [
    {
      key: 'idleBytes',
      title: 'idle page',
      unit: 'bytes',
      floor: 'floor',
      budgets: {ours: {atMost: 10_000}},
    },
    {
      key: 'idleRequests',
      title: 'idle page',
      unit: 'requests',
      floor: 'floor',
      budgets: {ours: {atMost: 3}},
    },
    {
      key: 'listeningBytes',
      title: 'everything until listening',
      unit: 'bytes',
      floor: 'floor',
      budgets: {ours: {atMost: 34_000}},
    },
    {key: 'listeningRequests', title: 'everything until listening', unit: 'requests', floor: 'floor'},
  ],
  subjects: [
    subject('floor', '/floor.html', 'button'),
    subject('SDK quick start', '/quick-start.html', 'button'),
    subject('ours', '/widget.html', launcher),
  ],
};

function subject(name: string, path: string, button: string): Subject {
  return {
    name,
    async measure(lab) {
      let traffic!: TrafficCounter;
      const page = await lab.openPage(path, async page => {
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
