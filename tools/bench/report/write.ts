import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';
import {format, resolveConfig} from 'prettier';
import {delays} from '../harness/harness.js';
import type {Measurements} from '../run.js';
import type {Finding} from './findings.js';
import {chart} from './chart.js';
import {findingsTable} from './findings-table.js';
import type {Machine} from './machine.js';
import {withRegion} from './region.js';

const resultsFile = fileURLToPath(new URL('../results.json', import.meta.url));
const chartFile = fileURLToPath(new URL('../../../docs/performance.svg', import.meta.url));
const docsFile = fileURLToPath(new URL('../../../docs/performance.md', import.meta.url));

interface Results {
  readonly machine: Machine;
  readonly runs: number;
  readonly findings: readonly Finding[];
  readonly measurements: Measurements;
}

/** Figures worth a picture: those that people wait for. */
const drawn =
  /^(click to listening$|barge-in|turn latency|processor time|1,000 words onto|script evaluation, idle page$|everything until listening)/;

/** Keeps a run: everything in tools/bench/results.json, table and chart in docs/performance.md. */
export async function writeResults(results: Results): Promise<void> {
  await writeFormatted(resultsFile, JSON.stringify({delays, ...results}));
  await writeFile(
    chartFile,
    chart(results.findings.filter(({title, unit}) => drawn.test(title) && unit !== 'requests')),
  );
  const docs = await readFile(docsFile, 'utf8');
  await writeFormatted(docsFile, withRegion(docs, 'results', describe(results)));
}

function describe({machine, runs, findings}: Results): string {
  const {date, cores, chromium, node, platform} = machine;
  return `Medians of ${runs} runs, ${date}, ${chromium}, Node ${node}, ${platform}, ${cores} cores.

![The figures that people wait for, each beside its baseline](performance.svg)

${findingsTable(findings)}`;
}

async function writeFormatted(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), {recursive: true});
  await writeFile(file, await format(text, {...(await resolveConfig(file)), filepath: file}));
}
