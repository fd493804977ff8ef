import type {Benchmark, Subject} from '../benchmark.js';
import {launcher} from '../lab/launcher.js';
import {askAloud} from '../lab/spoken-turn.js';

const floor = 'floor';
/** Of what lies between the person and the server: some hundredths of a second, of which a page may add as many. */
const timesFloor = 2;

/** From the end of what the person says to the first sound of the answer, and what of it the page has to answer for. */
export const turnLatency: Benchmark = {
  name: 'turn latency',
  maxRuns: 5,
  figures: [
    {key: 'turn', title: 'turn latency', unit: 'ms', floor},
    {
      key: 'beyondServer',
      title: 'turn latency beyond the server',
      unit: 'ms',
      floor,
      budgets: {ours: {timesFloor}},
    },
  ],
  subjects: [subject(floor, '/floor.html', 'button'), subject('ours', '/widget.html', launcher)],
};

function subject(name: string, path: string, button: string): Subject {
  return {name, measure: async lab => (await askAloud(lab, path, button)).sample};
}
