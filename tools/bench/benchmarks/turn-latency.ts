import type {Benchmark, Subject} from '../benchmark.js';
import {launcher} from '../harness/launcher.js';
import {askAloud} from '../harness/spoken-turn.js';

const baseline = 'baseline';
/** Of what lies between the person and the server: some hundredths of a second, of which a page may add as many. */
const timesBaseline = 2;

/** From the end of what the person says to the first sound of the answer, and what of it the page has to answer for. */
export const turnLatency: Benchmark = {
  name: 'turn latency',
  maxRuns: 5,
  figures: [
    {key: 'turn', title: 'turn latency', unit: 'ms', baseline},
    {
      key: 'beyondServer',
      title: 'turn latency beyond the server',
      unit: 'ms',
      baseline,
      budgets: {ours: {timesBaseline}},
    },
  ],
  subjects: [subject(baseline, '/baseline.html', 'button'), subject('ours', '/widget.html', launcher)],
};

/**
 * The same of both backends of ours, without a budget: it is some ten milliseconds, and what it is measured against
 * comes in frames of twenty.
 */
export const turnLatencyLive: Benchmark = {
  name: 'turn latency, GPT-Live',
  maxRuns: 5,
  figures: [
    {
      key: 'beyondHeard',
      title: 'turn latency beyond the server, GPT-Live',
      unit: 'ms',
      baseline: 'openai-realtime',
    },
  ],
  subjects: [
    subject('openai-realtime', '/widget.html', launcher),
    subject('openai-live', '/widget-live.html', launcher),
  ],
};

function subject(name: string, path: string, button: string): Subject {
  return {name, measure: async harness => (await askAloud(harness, path, button)).sample};
}
