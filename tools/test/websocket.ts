/* `npm run test:websocket`: the suites of agents and faults once more, over a WebSocket instead of WebRTC. */
import {findChromium} from '../browser/find-chromium.mjs';
import {runStep} from './step.js';

const files = [
  'test/e2e/agents.test.ts',
  // Not `start`, which is about the steps of opening a peer connection; e2e/websocket has those of a socket.
  ...['answer', 'devices', 'hang', 'lost', 'page', 'person'].map(name => `test/faults/${name}.test.ts`),
];

process.env.TRANSPORT = 'websocket';
console.log(`Browser: ${findChromium()}`);
const args = ['--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=spec', ...files];
const {passed, failed} = await runStep({name: 'websocket', command: process.execPath, args});
console.log(`\nOver a WebSocket: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
