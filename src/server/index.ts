/* The `/server` entry: the endpoints of a host site. No browser code, no dependency, no global state. */
export {withClientAddress} from './client-address.js';
export {
  createElevenLabsTokenHandler,
  type ElevenLabsSessionSettings,
  type ElevenLabsTokenHandlerOptions,
} from './elevenlabs-token-handler.js';
export {type LiveClientEventType} from './live-wire.js';
export {createLiveKitTokenHandler} from './livekit-token-handler.js';
export {
  type LiveKitRoomSettings,
  type LiveKitSource,
  type LiveKitTokenHandlerOptions,
} from './livekit-options.js';
export {toNodeListener, type NodeListenerOptions, type NodeResponse} from './node.js';
export {type NodeRequest} from './node-request.js';
export {
  type Authorization,
  type HeaderValues,
  type HostHandlerOptions,
  type RateLimitOptions,
  type SessionSettings,
  type TokenHandlerOptions,
  type UpstreamOptions,
} from './options.js';
export {type HostReport, type TokenReport} from './report.js';
export {MemoryRateLimitStore, type RateLimitHit, type RateLimitStore} from './rate-limit-store.js';
export {SessionHandlerError, type SessionHandlerErrorCode} from './session-handler-error.js';
export {createSessionHandler, type SessionHandler} from './session-handler.js';
export {
  type LiveSessionFields,
  type LiveSessionSettings,
  type SessionHandlerOptions,
  type SessionReport,
} from './session-options.js';
export {TokenHandlerError, type TokenHandlerErrorCode} from './token-handler-error.js';
export {createTokenHandler, type TokenHandler} from './token-handler.js';
