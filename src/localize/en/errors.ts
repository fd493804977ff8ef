// What several errors have in common
const unavailable = 'The assistant is not available right now. Please try again.';
const misconfigured = 'The assistant is not set up correctly on this page.';
// The same as `error-connect-network` of launcher.ts, which an idle page has without the others.
const unreachable = 'The assistant could not be reached. Check your connection and try again.';

/**
 * The sentences of every error: `message` for the person, `help` for the developer. Every other language has
 * the former, as `error-` and the code.
 */
export const errorSentences = {
  'mic-denied': {
    message:
      'The microphone is blocked. Allow it in your browser’s address bar and try again, or type instead.',
    help: 'getUserMedia: NotAllowedError.',
  },
  'mic-missing': {
    message: 'No microphone was found. Connect one and try again, or type instead.',
    help: 'getUserMedia: NotFoundError.',
  },
  'mic-busy': {
    message: 'The microphone does not answer. Another application may be using it.',
    help: 'getUserMedia: NotReadableError, or no answer in time.',
  },
  'mic-policy': {
    message: 'This page is not allowed to use the microphone. You can type instead.',
    help: 'Permissions-Policy, or an iframe without allow="microphone".',
  },
  'insecure-context': {
    message: 'The microphone only works on a secure page.',
    help: 'navigator.mediaDevices needs HTTPS or localhost.',
  },
  unsupported: {
    message: 'This browser cannot hold voice conversations.',
    help: 'RTCPeerConnection or getUserMedia is missing.',
  },
  'token-config': {
    message: misconfigured,
    help: 'Set token-endpoint, getToken or session; for openai-live session-endpoint.',
  },
  'token-network': {
    message: unreachable,
    help: 'Your endpoint: network, CORS or time-out.',
  },
  'token-status': {
    message: unavailable,
    help: 'Your endpoint: see error.status.',
  },
  'token-shape': {
    message: unavailable,
    help: 'Your endpoint: no {value}, {token}, {client_secret: {value}}, text/plain or {transport: {sdp}}.',
  },
  'token-secret': {
    message: misconfigured,
    help: 'Your endpoint: a long-lived key (sk-…). Mint an ephemeral token.',
  },
  'connect-network': {
    message: unreachable,
    help: 'Realtime server: network, CORS or CSP connect-src.',
  },
  'connect-status': {
    message: unavailable,
    help: 'Realtime server: see error.status.',
  },
  'connect-answer': {
    message: unavailable,
    help: 'Realtime server: no usable SDP answer.',
  },
  'connect-timeout': {
    message: 'Connecting took too long. Check your connection and try again.',
    help: 'No connection in time. A firewall may block UDP.',
  },
  'connection-lost': {
    message: 'The connection was lost. Your conversation is kept; try again to go on.',
    help: 'The connection could not be repaired.',
  },
  'session-expired': {
    message: 'This conversation has reached its time limit. Start again to go on.',
    help: 'session_expired.',
  },
  'playback-blocked': {
    message: 'Your browser blocked the sound. Tap to hear the assistant.',
    help: 'Autoplay policy: play() was refused.',
  },
  'response-failed': {
    message: 'The assistant could not finish its answer. Please say that again.',
    help: 'response.done: failed, incomplete or missing; see error.detail.',
  },
  'tool-failed': {
    message: 'An action did not work.',
    help: 'A tool threw or timed out.',
  },
  'too-large': {
    message: 'That is too large to send.',
    help: 'More than the channel carries.',
  },
  protocol: {
    message: 'Something unexpected was answered. You can go on.',
    help: 'Realtime server: see error.detail.',
  },
  internal: {
    message: unavailable,
    help: 'See error.cause.',
  },
};
