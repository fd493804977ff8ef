/*
 * npm run test:faults              every fault in a real browser; prints what was found, and writes docs/reliability.md
 * npm run test:faults -- start     only the files whose name contains a word; writes nothing
 * npm run test:faults -- --live    the same over GPT-Live
 */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {format, resolveConfig} from 'prettier';
import {findChromium} from '../browser/find-chromium.mjs';
import {replaceSection} from '../docs/sections.js';
import {runStep, type StepResult} from '../test/step.js';
import type {FaultBackend} from './cases.js';
import {forgetRecords, readRecords} from './records.js';
import {faultTable, missingCases} from './table.js';

const document = 'docs/reliability.md';

function testFile(file: string): Promise<StepResult> {
  const args = ['--import', 'tsx', '--test', '--test-reporter=spec', '--test-timeout=240000', file];
  return runStep({name: file, command: process.execPath, args});
}

function summary(results: readonly StepResult[]): void {
  const slowest = readRecords().sort((one, other) => other.ms - one.ms);
  console.log('\nTime to repair');
  for (const {group, name, ms} of slowest)
    console.log(`  ${(ms / 1000).toFixed(1).padStart(5)} s  ${group} ${name}`);
  console.log('\nSummary');
  for (const {step, ok, seconds, passed, failed} of results)
    console.log(
      `  ${ok ? '✓' : '✗'} ${step.name.padEnd(36)} ${seconds.toFixed(1).padStart(6)} s  ${passed} passed, ${failed} failed`,
    );
  const total = (key: 'passed' | 'failed' | 'seconds') =>
    results.reduce((sum, result) => sum + result[key], 0);
  console.log(
    `\nTests: ${total('passed')} passed, ${total('failed')} failed, in ${Math.round(total('seconds'))} s`,
  );
}

async function writeTable(backend: FaultBackend): Promise<void> {
  const records = readRecords();
  const missing = missingCases(records, backend);
  if (missing.length) throw new Error(`No test has recorded:\n  ${missing.join('\n  ')}`);
  const text = replaceSection(
    readFileSync(document, 'utf8'),
    backend === 'openai-live' ? 'faults-live' : 'faults',
    faultTable(records, backend),
  );
  writeFileSync(document, await format(text, {...(await resolveConfig(document)), parser: 'markdown'}));
  console.log(`${document} written`);
}

async function main(): Promise<void> {
  const {values, positionals: wanted} = parseArgs({
    options: {live: {type: 'boolean', default: false}},
    allowPositionals: true,
  });
  // The tests ask for it there.
  if (values.live) process.env.BACKEND = 'openai-live';
  const files = readdirSync('test/faults').filter(file => file.endsWith('.test.ts'));
  const chosen = files.filter(file => !wanted.length || wanted.some(word => file.includes(word))).sort();
  if (!chosen.length) throw new Error(`No such file. There are: ${files.join(', ')}`);
  console.log(`Browser: ${findChromium()}`);
  forgetRecords();
  const results: StepResult[] = [];
  for (const file of chosen) results.push(await testFile(`test/faults/${file}`));
  summary(results);
  if (!results.every(({ok}) => ok)) process.exitCode = 1;
  else if (!wanted.length) await writeTable(values.live ? 'openai-live' : 'openai-realtime');
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
