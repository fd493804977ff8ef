import {errorSentences} from '../localize/en/errors.js';

/** `fatal`: the conversation ends. `notice`: it goes on, and the person is told. */
export type ErrorSeverity = 'fatal' | 'notice';

/** Names an error; stable across versions. */
export type VoiceErrorCode = keyof typeof errorSentences;

interface ErrorKind {
  readonly severity: ErrorSeverity;
  /** Trying again, perhaps after the person changed something, can help. */
  readonly recoverable: boolean;
}

const fatal: ErrorKind = {severity: 'fatal', recoverable: true};
const final: ErrorKind = {severity: 'fatal', recoverable: false};
const notice: ErrorKind = {severity: 'notice', recoverable: true};

/** What every error code means for the conversation; its sentences are in `localize/en/errors.ts`. */
export const errorKinds: Readonly<Record<VoiceErrorCode, ErrorKind>> = {
  'mic-denied': fatal,
  'mic-missing': fatal,
  'mic-busy': fatal,
  'mic-policy': final,
  'insecure-context': final,
  unsupported: final,
  'token-config': final,
  'token-network': fatal,
  'token-status': fatal,
  'token-shape': fatal,
  'token-secret': final,
  'connect-network': fatal,
  'connect-status': fatal,
  'connect-answer': fatal,
  'connect-timeout': fatal,
  'connection-lost': fatal,
  'session-expired': fatal,
  'playback-blocked': notice,
  'response-failed': notice,
  'tool-failed': notice,
  'too-large': notice,
  protocol: notice,
  internal: fatal,
};

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
    const {message, help} = errorSentences[code];
    const {severity, recoverable} = errorKinds[code];
    super(message, {cause: details.cause});
    this.code = code;
    this.help = help;
    this.recoverable = recoverable;
    this.severity = severity;
    this.status = details.status;
    this.retryAfter = details.retryAfter;
    this.detail = details.detail;
  }

  /** A VoiceError as it is; anything else as `internal` with its cause. */
  static from(error: unknown): VoiceError {
    return error instanceof VoiceError ? error : new VoiceError('internal', {cause: error});
  }
}
