import type {Benchmark} from '../benchmark.js';
import {bargeIn} from './barge-in.js';
import {bytes} from './bytes.js';
import {
  clickToListening,
  clickToListeningLive,
  clickToListeningSlowMicrophone,
} from './click-to-listening.js';
import {deltaCost} from './delta-cost.js';
import {elementDeltaCost} from './element-delta-cost.js';
import {frameTime} from './frame-time.js';
import {idleCost, twentyWidgets} from './idle-cost.js';
import {transports} from './transports.js';
import {turnLatency, turnLatencyLive} from './turn-latency.js';

/** Everything that `npm run bench` measures, in the order of its table. */
export const benchmarks: readonly Benchmark[] = [
  clickToListening,
  clickToListeningSlowMicrophone,
  clickToListeningLive,
  ...bargeIn,
  turnLatency,
  turnLatencyLive,
  transports,
  bytes,
  idleCost,
  twentyWidgets,
  frameTime,
  deltaCost,
  elementDeltaCost,
];
