/* Loaded by itself: it needs packages that not every project has installed. */
export {warmUpWebRtc} from './warm-up.js';
export {WebRtcTransport} from './webrtc-transport.js';
