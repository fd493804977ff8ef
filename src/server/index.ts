/* The `/server` entry: the token endpoint of a host site. No browser code, no dependency, no global state. */
export {withClientAddress} from './client-address.js';
export {toNodeListener, type NodeListenerOptions, type NodeResponse} from './node.js';
export {type NodeRequest} from './node-request.js';
export {
  type Authorization,
  type HeaderValues,
  type RateLimitOptions,
  type SessionSettings,
  type TokenHandlerOptions,
  type UpstreamOptions,
} from './options.js';
export {type TokenReport} from './report.js';
export {MemoryRateLimitStore, type RateLimitHit, type RateLimitStore} from './rate-limit-store.js';
export {TokenHandlerError, type TokenHandlerErrorCode} from './token-handler-error.js';
export {createTokenHandler, type TokenHandler} from './token-handler.js';
