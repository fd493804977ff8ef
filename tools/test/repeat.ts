/*
 * npm run test:repeat                     five times `npm test`, the third time beside other work; tells what failed
 * npm run test:repeat -- --runs 2 units   so often, and only the steps whose name contains a word
 * npm run test:repeat -- --loaded 1       which of the runs has other work beside it; 0 for none
 */
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {failedSteps, runStep} from './step.js';

/** Where the output of each run is kept. */
const logs = 'node_modules/.cache/test-repeat';
/** Other work ends by itself, should this process die before it. */
const maxLoadSeconds = 3_600;

/** Keeps two processors busy. @returns what it is done with, and a function that ends it */
function startLoad(): {readonly name: string; readonly end: () => void} {
  const {error} = spawnSync('stress-ng', ['--version']);
  const commands: readonly (readonly [string, ...string[]])[] = error
    ? Array<[string, ...string[]]>(2).fill([
        process.execPath,
        '--eval',
        `for (const end = Date.now() + ${maxLoadSeconds * 1000}; Date.now() < end; );`,
      ])
    : [['stress-ng', '--cpu', '2', '--timeout', `${maxLoadSeconds}s`]];
  const children = commands.map(([command, ...args]): ChildProcess =>
    spawn(command, args, {stdio: 'ignore'}),
  );
  return {name: error ? 'busy loops' : 'stress-ng', end: () => children.forEach(child => child.kill())};
}

interface Run {
  readonly number: number;
  readonly load: string;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
}

async function runOnce(number: number, loaded: boolean, words: readonly string[]): Promise<Run> {
  const load = loaded ? startLoad() : null;
  console.log(`\n=== Run ${number}${load ? `, beside ${load.name}` : ''}`);
  const args = ['--import', 'tsx', 'tools/test/main.ts', ...words];
  const result = await runStep({name: `run ${number}`, command: process.execPath, args}).finally(load?.end);
  const {ok, seconds, passed, failed, output} = result;
  mkdirSync(logs, {recursive: true});
  writeFileSync(`${logs}/run-${number}.log`, output);
  const failures = failedSteps(output) ?? ['it came to no summary'];
  if (!ok && !failures.length) failures.push('its exit code');
  return {number, load: load?.name ?? '', seconds, passed, failed, failures};
}

function list(runs: readonly Run[]): string {
  const rows = runs.map(({number, load, seconds, passed, failed, failures}) => [
    String(number),
    load,
    seconds.toFixed(1),
    String(passed),
    String(failed),
    failures.join(', '),
  ]);
  const table = [['run', 'load', 'seconds', 'passed', 'failed', 'failed steps'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map(row => row[column]!.length)));
  return table
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const {values, positionals} = parseArgs({
  options: {runs: {type: 'string', default: '5'}, loaded: {type: 'string', default: '3'}},
  allowPositionals: true,
});
const [count, loaded] = [Number(values.runs), Number(values.loaded)];
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(loaded))
  throw new Error('--runs and --loaded want a number');

const runs: Run[] = [];
for (let number = 1; number <= count; number++) {
  runs.push(await runOnce(number, number === loaded, positionals));
  console.log(`\n${list(runs)}`);
}
const green = runs.filter(({failures}) => !failures.length).length;
console.log(`\n${green} of ${count} runs passed; what they printed is in ${logs}`);
process.exitCode = green === count ? 0 : 1;
