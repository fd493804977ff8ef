import {runComponents} from './components.js';
import type {Engine} from './launchers.js';
const [engine, ...files] = process.argv.slice(2);
const t = performance.now();
const r = await runComponents(engine as Engine, files);
for (const f of r.failed) console.log('✗ ' + f.split('\n').slice(0, 7).join('\n    '));
console.log(
  engine,
  r.passed.length,
  'passed',
  r.failed.length,
  'failed',
  r.skipped.length,
  'skipped',
  Math.round((performance.now() - t) / 1000),
);
process.exit(0);
