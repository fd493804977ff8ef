/* `npm test`: everything that must hold, one step after the other, with a summary at the end. */
import {readdirSync} from 'node:fs';
import {findChromium} from '../browser/find-chromium.mjs';
import {runStep, type Step, type StepResult} from './step.js';

const testsIn = (folder: string) =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.test.ts'))
    .map(file => `${folder}/${file}`)
    .sort();

const bin = (name: string, ...args: string[]) => ({command: 'npx', args: ['--no-install', name, ...args]});
const node = (...args: string[]) => ({command: process.execPath, args: ['--import', 'tsx', ...args]});
const nodeTests = (folder: string) =>
  node('--test', '--test-concurrency=1', '--test-reporter=spec', '--test-timeout=240000', ...testsIn(folder));

const steps: readonly Step[] = [
  // First: some tests are typed by what is built.
  {name: 'build', ...bin('rollup', '-c', '--silent')},
  {name: 'types', ...bin('tsc', '-p', '.')},
  {name: 'lint', ...bin('eslint', '.')},
  {name: 'format', ...bin('prettier', '--check', '--log-level', 'warn', '.')},
  {name: 'unused', ...bin('knip')},
  {name: 'package', ...bin('publint', '--strict')},
  {name: 'package types', ...bin('attw', '--pack', '.', '--profile', 'esm-only', '--quiet')},
  {name: 'generated files', ...node('tools/docs/main.ts', '--check')},
  {name: 'size', ...bin('size-limit')},
  {name: 'units and components', ...bin('wtr')},
  {name: 'hearing people', ...nodeTests('test/onset')},
  {name: 'token endpoint', ...nodeTests('test/server')},
  {name: 'package on a page', ...nodeTests('test/package')},
  {name: 'docs', ...nodeTests('test/docs')},
  {name: 'local server and tools', ...nodeTests('test/tools')},
  {name: 'fuzz', ...nodeTests('test/fuzz')},
  {name: 'conversations end to end', ...nodeTests('test/e2e')},
  {name: 'security', ...nodeTests('test/security')},
];

function summary(results: readonly StepResult[]): void {
  console.log('\nSummary');
  for (const {step, ok, seconds, passed, failed} of results) {
    const count = `${passed} passed${failed ? `, ${failed} failed` : ''}`;
    console.log(`  ${ok ? '✓' : '✗'} ${step.name.padEnd(26)} ${seconds.toFixed(1).padStart(6)} s  ${count}`);
  }
  const total = (key: 'passed' | 'failed') => results.reduce((sum, result) => sum + result[key], 0);
  console.log(`\nTests: ${total('passed')} passed, ${total('failed')} failed`);
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const chosen = wanted.length ? steps.filter(({name}) => wanted.some(word => name.includes(word))) : steps;
  if (!chosen.length) throw new Error(`No such step. There are: ${steps.map(({name}) => name).join(', ')}`);
  console.log(`Browser: ${findChromium()}`);
  const results: StepResult[] = [];
  for (const [index, step] of chosen.entries()) {
    console.log(`\n▶ ${index + 1}/${chosen.length} ${step.name}`);
    results.push(await runStep(step));
  }
  summary(results);
  process.exitCode = results.every(({ok}) => ok) ? 0 : 1;
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
