/* The `/server` entry: the token endpoint of a host site. No browser code, no dependency, no global state. */
export {withClientAddress} from './client-address.js';
export {toNodeListener, type NodeListenerOptions, type NodeRequest, type NodeResponse} from './node.js';
export {
  type Authorization,
  type RateLimitOptions,
  type SessionSettings,
  type TokenHandlerOptions,
  type UpstreamOptions,
} from './options.js';
export {MemoryRateLimitStore, type RateLimitHit, type RateLimitStore} from './rate-limit-store.js';
export {TokenHandlerError, type TokenHandlerErrorCode} from './token-handler-error.js';
export {createTokenHandler, type TokenHandler} from './token-handler.js';
