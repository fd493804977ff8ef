/*
 * npm run bench                  measures, prints, and keeps the run in tools/bench/results.json and docs/performance.md
 * npm run bench -- --runs 3      with fewer runs
 * npm run bench -- --check       keeps nothing, and fails when a budget is missed
 * npm run bench -- --only bytes  keeps nothing, and measures only what has the word in its name
 */
import {parseArgs} from 'node:util';
import {benchmarks} from './benchmarks/index.js';
import {openHarness} from './harness/harness.js';
import {findingsTable} from './report/findings-table.js';
import {findingsOf} from './report/findings.js';
import {describeMachine} from './report/machine.js';
import {writeResults} from './report/write.js';
import {runBenchmarks} from './run.js';

const {values} = parseArgs({
  options: {
    runs: {type: 'string', default: '9'},
    check: {type: 'boolean', default: false},
    only: {type: 'string', default: ''},
  },
});
const chosen = benchmarks.filter(({name}) => name.includes(values.only));
if (!chosen.length) throw new Error(`There are: ${benchmarks.map(({name}) => name).join(', ')}`);
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1');

console.log('Preparing pages, server and browser …');
const harness = await openHarness();
try {
  const measurements = await runBenchmarks(chosen, harness, {runs, onProgress: text => console.log(text)});
  const findings = findingsOf(chosen, measurements);
  console.log(`\n${findingsTable(findings)}\n`);
  const missed = findings.filter(({met}) => met === false);
  console.log(missed.length ? `${missed.length} budget(s) missed.` : 'Every budget is met.');
  if (!values.check && !values.only)
    await writeResults({machine: await describeMachine(harness), runs, findings, measurements});
  else if (missed.length) process.exitCode = 1;
} finally {
  await harness.close();
}
