import type {ReconnectPolicy} from '../../session/reconnect.js';

/** Each session costs 15 seconds at once, also one that is lost again. */
export const reconnectTwice: ReconnectPolicy = {delaysMs: [0, 5_000], jitter: 0.3, steadyMs: 60_000};
