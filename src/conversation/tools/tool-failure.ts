import {VoiceError} from '../../state/voice-error.js';

/** Why a call came to nothing. */
export type FailureReason =
  'unknown' | 'arguments' | 'denied' | 'timeout' | 'interrupted' | 'ended' | 'threw';

/** A call that came to nothing. The message is for the assistant. */
export class ToolFailure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, cause?: unknown) {
    super(message, {cause});
    this.reason = reason;
  }

  /** The same for the page. */
  get error(): VoiceError {
    return new VoiceError('tool-failed', {detail: this.reason, cause: this.cause});
  }
}
