/* The class of errors without their sentences: an idle page knows only one of them. Else import `voice-error.ts`. */
import type {errorSentences} from '../localize/en/errors.js';
import type {sharingSentences} from '../localize/en/sharing-errors.js';

/** `fatal`: the conversation ends. `notice`: it goes on, and the person is told. */
export type ErrorSeverity = 'fatal' | 'notice';

/** Names an error that every conversation knows. */
export type CommonErrorCode = keyof typeof errorSentences;

/** Names an error; stable across versions. */
export type VoiceErrorCode = CommonErrorCode | keyof typeof sharingSentences;

/** What an error means for the conversation. */
export interface ErrorKind {
  readonly severity: ErrorSeverity;
  /** Trying again, perhaps after the person changed something, can help. */
  readonly recoverable: boolean;
}

/** The same, in words. */
export interface ErrorMeaning extends ErrorKind {
  /** A sentence for the person, */
  readonly message: string;
  /** and one for the developer. */
  readonly help: string;
}

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
  /** What the codes mean; `voice-error.ts` brings them. @internal */
  static meanings: Readonly<Partial<Record<VoiceErrorCode, ErrorMeaning>>> = {};

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

  /** @param meaning what the code means, where it is not what it means everywhere */
  constructor(
    code: VoiceErrorCode,
    details: VoiceErrorDetails = {},
    meaning: ErrorMeaning = VoiceError.meanings[code]!,
  ) {
    super(meaning.message, {cause: details.cause});
    this.code = code;
    this.help = meaning.help;
    this.recoverable = meaning.recoverable;
    this.severity = meaning.severity;
    this.status = details.status;
    this.retryAfter = details.retryAfter;
    this.detail = details.detail;
  }

  /** A VoiceError as it is; anything else as `internal` with its cause. */
  static from(error: unknown): VoiceError {
    return error instanceof VoiceError ? error : new VoiceError('internal', {cause: error});
  }
}
