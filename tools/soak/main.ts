/*
 * npm run soak                            1,000 calls and a conversation of 30 minutes; fails on what grows
 * npm run soak -- --calls 100 --turns 40  less of it
 */
import {parseArgs} from 'node:util';
import {callAgainAndAgain} from './calls.js';
import {talkForLong} from './conversation.js';

const {values} = parseArgs({
  options: {
    calls: {type: 'string', default: '1000'},
    // One exchange in ten seconds makes 180 in half an hour.
    turns: {type: 'string', default: '180'},
  },
});

const started = performance.now();
const grown = [
  ...(await callAgainAndAgain(Number(values.calls))),
  ...(await talkForLong(Number(values.turns))),
];
console.log(`\n${Math.round((performance.now() - started) / 1000)} s`);
if (grown.length) {
  console.error(`Growing:\n  ${grown.join('\n  ')}`);
  process.exitCode = 1;
} else {
  console.log('Heap, nodes, listeners and threads are flat.');
}
