// What several errors have in common
const unavailable = 'The assistant isn’t available right now. Please try again.';
const misconfigured = 'The assistant isn’t set up correctly on this page.';
// The same as `error-connect-network` of launcher.ts, which an idle page has without the others.
const unreachable = 'Can’t reach the assistant. Check your connection and try again.';

/**
 * The sentences of every error: `message` for the person, `help` for the developer. Every other language has
 * the former, as `error-` and the code.
 */
export const errorSentences = {
  'mic-denied': {
    message:
      'Microphone access is blocked. Turn it on in your browser’s site settings and try again, or type instead.',
    help: 'getUserMedia: NotAllowedError.',
  },
  'mic-missing': {
    message: 'No microphone was found. Connect one and try again, or type instead.',
    help: 'getUserMedia: NotFoundError.',
  },
  'mic-busy': {
    message: 'Your microphone isn’t responding. Another app may be using it.',
    help: 'getUserMedia: NotReadableError, or no answer in time.',
  },
  'mic-policy': {
    message: 'This page isn’t allowed to use the microphone. You can type instead.',
    help: 'Permissions-Policy, or an iframe without allow="microphone".',
  },
  'insecure-context': {
    message: 'Voice needs a secure (https) page. You can type instead.',
    help: 'navigator.mediaDevices needs HTTPS or localhost.',
  },
  unsupported: {
    message: 'This browser doesn’t support voice calls. Try another one, or type instead.',
    help: 'RTCPeerConnection or getUserMedia is missing.',
  },
  'token-config': {
    message: misconfigured,
    help: 'Set token-endpoint, getToken or session; for openai-live and pipecat session-endpoint.',
  },
  'token-network': {
    message: unreachable,
    help: 'Your endpoint: network, CORS, a redirect to another site, CSP connect-src or time-out.',
  },
  'token-status': {
    message: unavailable,
    help: 'Your endpoint: see error.status.',
  },
  'token-shape': {
    message: unavailable,
    help: 'Your endpoint: no {value}, {token}, {client_secret: {value}}, text/plain, {transport: {sdp}} or {sdp}.',
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
    message: 'Connection lost. What was said is still here; reconnect to continue.',
    help: 'The connection could not be repaired.',
  },
  'session-expired': {
    message: 'You’ve reached the time limit. Start a new conversation to continue.',
    help: 'session_expired.',
  },
  'playback-blocked': {
    message: 'Your browser muted the sound. Tap to hear the assistant.',
    help: 'Autoplay policy: play() was refused.',
  },
  'response-failed': {
    message: 'Sorry, I couldn’t finish that. Could you ask again?',
    help: 'response.done: failed, incomplete or missing; see error.detail.',
  },
  'tool-failed': {
    message: 'Something I tried for you didn’t work.',
    help: 'A tool threw or timed out.',
  },
  'too-large': {
    message: 'That’s too large to send.',
    help: 'More than the channel carries.',
  },
  protocol: {
    message: 'Something went wrong, but you can carry on.',
    help: 'Realtime server: see error.detail.',
  },
  internal: {
    message: unavailable,
    help: 'See error.cause.',
  },
};
