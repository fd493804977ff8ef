/** `fatal`: the conversation ends. `notice`: it goes on, and the person is told. */
export type ErrorSeverity = 'fatal' | 'notice';

interface ErrorKind {
  readonly severity: ErrorSeverity;
  /** Trying again, perhaps after the person changed something, can help. */
  readonly recoverable: boolean;
  /** For the person who talks. */
  readonly message: string;
  /** For the developer of the page. */
  readonly help: string;
}

const fatal = (message: string, help: string): ErrorKind => ({
  severity: 'fatal',
  recoverable: true,
  message,
  help,
});
const final = (message: string, help: string): ErrorKind => ({
  severity: 'fatal',
  recoverable: false,
  message,
  help,
});
const notice = (message: string, help: string): ErrorKind => ({
  severity: 'notice',
  recoverable: true,
  message,
  help,
});

const unavailable = 'The assistant is not available right now. Please try again.';
const misconfigured = 'The assistant is not set up correctly on this page.';
const unreachable = 'The assistant could not be reached. Check your connection and try again.';

/** Every error code of the widget, with its sentence for the person and its sentence for the developer. */
export const errorKinds = {
  'mic-denied': fatal(
    'The microphone is blocked. Allow it in your browser’s address bar and try again, or type instead.',
    'getUserMedia: NotAllowedError.',
  ),
  'mic-missing': fatal(
    'No microphone was found. Connect one and try again, or type instead.',
    'getUserMedia: NotFoundError.',
  ),
  'mic-busy': fatal(
    'The microphone does not answer. Another application may be using it.',
    'getUserMedia: NotReadableError, or no answer in time.',
  ),
  'mic-policy': final(
    'This page is not allowed to use the microphone. You can type instead.',
    'Permissions-Policy, or an iframe without allow="microphone".',
  ),
  'insecure-context': final(
    'The microphone only works on a secure page.',
    'navigator.mediaDevices needs HTTPS or localhost.',
  ),
  unsupported: final(
    'This browser cannot hold voice conversations.',
    'RTCPeerConnection or getUserMedia is missing.',
  ),
  'token-config': final(misconfigured, 'Set token-endpoint, getToken or session.'),
  'token-network': fatal(unreachable, 'Token endpoint: network, CORS or time-out.'),
  'token-status': fatal(unavailable, 'Token endpoint: see error.status.'),
  'token-shape': fatal(
    unavailable,
    'Token endpoint: no {value}, {token}, {client_secret: {value}} or text/plain.',
  ),
  'token-secret': final(misconfigured, 'Token endpoint: a long-lived key (sk-…). Mint an ephemeral token.'),
  'connect-network': fatal(unreachable, 'Realtime server: network, CORS or CSP connect-src.'),
  'connect-status': fatal(unavailable, 'Realtime server: see error.status.'),
  'connect-answer': fatal(unavailable, 'Realtime server: no usable SDP answer.'),
  'connect-timeout': fatal(
    'Connecting took too long. Check your connection and try again.',
    'No connection in time. A firewall may block UDP.',
  ),
  'connection-lost': fatal(
    'The connection was lost. Your conversation is kept; try again to go on.',
    'The connection could not be repaired.',
  ),
  'session-expired': fatal(
    'This conversation has reached its time limit. Start again to go on.',
    'session_expired.',
  ),
  'playback-blocked': notice(
    'Your browser blocked the sound. Tap to hear the assistant.',
    'Autoplay policy: play() was refused.',
  ),
  'response-failed': notice(
    'The assistant could not finish its answer. Please say that again.',
    'response.done: failed, incomplete or missing; see error.detail.',
  ),
  'tool-failed': notice('An action did not work.', 'A tool threw or timed out.'),
  'too-large': notice('That is too large to send.', 'More than the channel carries.'),
  protocol: notice('Something unexpected was answered. You can go on.', 'Realtime server: see error.detail.'),
  internal: fatal(unavailable, 'See error.cause.'),
} satisfies Record<string, ErrorKind>;

/** Names an error; stable across versions. */
export type VoiceErrorCode = keyof typeof errorKinds;

/** What is known about an error beside its code. */
export interface VoiceErrorDetails {
  /** HTTP status, for `token-status` and `connect-status`. */
  readonly status?: number;
  /** Seconds the server asked to wait, from `Retry-After`. */
  readonly retryAfter?: number;
  /** A short machine-readable reason, such as the server's error code. Never a token, never speech. */
  readonly detail?: string;
  /** The exception behind it. */
  readonly cause?: unknown;
}

/** Everything that can go wrong, typed: `code` to branch on, `message` for the person, `help` for the developer. */
export class VoiceError extends Error {
  static {
    // Not assigned: a hardened page freezes Error.prototype, and then no instance could have a name of its own.
    Object.defineProperty(this.prototype, 'name', {value: 'VoiceError'});
  }
  readonly code: VoiceErrorCode;
  /** A sentence for the developer. */
  readonly help: string;
  /** Whether trying again can help. */
  readonly recoverable: boolean;
  readonly severity: ErrorSeverity;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly detail?: string;

  constructor(code: VoiceErrorCode, details: VoiceErrorDetails = {}) {
    const kind: ErrorKind = errorKinds[code];
    super(kind.message, {cause: details.cause});
    this.code = code;
    this.help = kind.help;
    this.recoverable = kind.recoverable;
    this.severity = kind.severity;
    this.status = details.status;
    this.retryAfter = details.retryAfter;
    this.detail = details.detail;
  }

  /** A VoiceError as it is; anything else as `internal` with its cause. */
  static from(error: unknown): VoiceError {
    return error instanceof VoiceError ? error : new VoiceError('internal', {cause: error});
  }
}
