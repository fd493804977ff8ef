import {VoiceError} from '../../state/voice-error.js';

/** Why a call came to nothing. */
export type FailureReason =
  'unknown' | 'arguments' | 'denied' | 'timeout' | 'interrupted' | 'ended' | 'threw';

/** The first complaints say enough. */
const maxComplaints = 4;

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

/** Arguments do not fit. @param complaints what and where, each a sentence */
export function misfit(complaints: readonly string[]): ToolFailure {
  const words = complaints.slice(0, maxComplaints).join(' ');
  return new ToolFailure('arguments', `The arguments do not fit. ${words} Try again.`);
}
