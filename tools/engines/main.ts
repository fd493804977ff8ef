/* `npm run test:engines`: the component tests in Chromium, Firefox and WebKit, and a conversation in each. Words
   choose engines (`firefox`), a path chooses component tests (`test/state/store.test.ts`). */
import {runStep} from '../test/step.js';
import {runComponents} from './components.js';
import {engines} from './launchers.js';
import {startSoundDevice} from './sound-device.js';

const words = process.argv.slice(2);
const files = words.filter(word => word.includes('/'));
const named = words.filter(word => !word.includes('/'));
const wanted = engines.filter(engine => !named.length || named.includes(engine));
if (!wanted.length) throw new Error(`The engines are: ${engines.join(', ')}`);

const soundDevice = await startSoundDevice();
process.env.PULSE_SERVER = soundDevice.address;
const summary: string[] = [];
let failures = 0;

for (const engine of wanted) {
  const started = performance.now();
  console.log(`\n▶ ${engine}: components`);
  const components = await runComponents(engine, files);
  const counts = {...components, skipped: components.skipped.length};
  for (const name of components.skipped) console.log(`  skipped: ${name}`);
  if (!files.length) {
    console.log(`\n▶ ${engine}: a conversation`);
    const args = ['--import', 'tsx', '--test', '--test-reporter=spec', `test/engines/${engine}.test.ts`];
    const {passed, failed} = await runStep({name: engine, command: process.execPath, args});
    counts.passed += passed;
    counts.failed += failed;
  }
  failures += counts.failed;
  const seconds = Math.round((performance.now() - started) / 1000);
  summary.push(
    `  ${counts.failed ? '✗' : '✓'} ${engine.padEnd(10)} ${counts.passed} passed, ${counts.failed} failed, ` +
      `${counts.skipped} skipped, ${seconds} s`,
  );
}

await soundDevice.close();
console.log(`\nEngines\n${summary.join('\n')}`);
process.exit(failures ? 1 : 0); // The test runner leaves its server's watchers behind.
