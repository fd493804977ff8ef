/* `npm run test:livekit`: the backend against LiveKit's own server and agents, with real sound; installs both. */
import {findChromium} from '../browser/find-chromium.mjs';
import {runStep} from '../test/step.js';
import {installLiveKit} from './install.js';

const wanted = process.argv.slice(2);
const names = ['conversation', 'doing', 'trouble', 'rooms', 'video', 'node-agent', 'stacks'];
const files = names
  .filter(name => !wanted.length || wanted.includes(name))
  .map(name => `test/livekit/${name}.test.ts`);

console.log(`Browser: ${findChromium()}`);
console.log('LiveKit:', installLiveKit());
const args = ['--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=spec', ...files];
const {passed, failed} = await runStep({name: 'livekit', command: process.execPath, args});
console.log(`\nOver LiveKit: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
