/* The process of `ServerProcess`. */
import {startRealtimeServer} from '../../local-server/index.js';
import {answersWords} from '../e2e/live-page.js';

const {url} = await startRealtimeServer({liveSession: answersWords});
console.log(`Local realtime server at ${url}`);
