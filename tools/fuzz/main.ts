/* `npm run fuzz`: a million damaged events through session, protocol and state. `--seed N` hears conversation N
   alone, `--from N` begins with it, `--events N` sends so many. Then 20,000 at once into a page. */
import {spawnSync} from 'node:child_process';
import {parseArgs} from 'node:util';
import {fuzz, FuzzFailure} from './run.js';

/** In megabytes. */
const maxHeapGrowth = 20;

const {values} = parseArgs({
  options: {seed: {type: 'string'}, from: {type: 'string'}, events: {type: 'string'}},
});
const alone = values.seed !== undefined;
const seed = Number(values.seed ?? values.from ?? Date.now() % 2 ** 32);
const events = alone ? 1 : Number(values.events ?? 1_000_000);
if (![seed, events].every(Number.isSafeInteger)) throw new Error('--seed, --from and --events want a number');

const started = performance.now();
const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `Seed ${seed}${alone ? ', alone' : ` and those after it, ${events.toLocaleString('en')} events`}`,
);
try {
  const report = await fuzz({
    seed,
    events,
    progress: sent => console.log(`  ${sent.toLocaleString('en')} events, ${seconds()} s`),
  });
  const {conversations, malformed, heapGrowth} = report;
  console.log(
    `${conversations} conversations, ${report.events} events, of which ${malformed} malformed: nothing broke, in ` +
      `${seconds()} s; the heap grew by ${heapGrowth.toFixed(1)} MB`,
  );
  if (heapGrowth > maxHeapGrowth) throw new Error(`The heap grew by more than ${maxHeapGrowth} MB`);
} catch (error) {
  if (!(error instanceof FuzzFailure)) throw error;
  console.error(error.message);
  if (error.cause) console.error(error.cause);
  process.exitCode = 1;
}

if (!alone && !process.exitCode) {
  const flood = ['--import', 'tsx', '--test', '--test-reporter=spec', 'test/fuzz/flood.test.ts'];
  const {status} = spawnSync(process.execPath, flood, {
    stdio: 'inherit',
    env: {...process.env, FLOOD: '20000'},
  });
  process.exitCode = status ?? 1;
}
