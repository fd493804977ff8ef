/* `npm test`: what must hold, with a summary at the end. Words choose steps by their names: `npm test -- units lint`. */
import {findChromium} from '../browser/find-chromium.mjs';
import {failureExcerpt, runStep, type StepResult} from './step.js';
import {stages, steps, type PlannedStep} from './steps.js';

function summary(results: readonly StepResult[], seconds: number): void {
  for (const {step, ok, output} of results)
    if (!ok) console.log(`\nWhat failed in ${step.name}\n${failureExcerpt(output)}`);
  console.log('\nSummary');
  for (const {step, ok, seconds, passed, failed} of results) {
    const count = `${passed} passed${failed ? `, ${failed} failed` : ''}`;
    console.log(`  ${ok ? '✓' : '✗'} ${step.name.padEnd(26)} ${seconds.toFixed(1).padStart(6)} s  ${count}`);
  }
  const total = (key: 'passed' | 'failed') => results.reduce((sum, result) => sum + result[key], 0);
  console.log(`\nIn ${Math.round(seconds)} s`);
  console.log(`Tests: ${total('passed')} passed, ${total('failed')} failed`);
}

/** Runs steps two at a time. Each prints when it has ended, so that their lines do not mix. */
async function runInPairs(queue: PlannedStep[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const lane = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      const result = await runStep(step, {quiet: true});
      console.log(`\n▶ ${step.name}\n${result.output}`);
      results.push(result);
    }
  };
  await Promise.all([lane(), lane()]);
  return results;
}

async function runAlone(queue: readonly PlannedStep[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of queue) {
    console.log(`\n▶ ${step.name}`);
    results.push(await runStep(step));
  }
  return results;
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const chosen = steps.filter(({name, byName}) =>
    wanted.length ? wanted.some(word => name.includes(word)) : !byName,
  );
  if (!chosen.length) throw new Error(`No such step. There are: ${steps.map(({name}) => name).join(', ')}`);
  console.log(`Browser: ${findChromium()}`);
  const started = performance.now();
  const results: StepResult[] = [];
  for (const stage of stages) {
    const due = chosen.filter(step => step.stage === stage);
    results.push(...(await (stage === 'alone' ? runAlone(due) : runInPairs(due))));
  }
  summary(results, (performance.now() - started) / 1000);
  process.exitCode = results.every(({ok}) => ok) ? 0 : 1;
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
