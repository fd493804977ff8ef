import type {EndReason} from '../state/voice-event.js';

/**
 * The call will be ended soon. The panel says so, and offers to go on; cancel this event to have it offer nothing. In a
 * call of `max-duration` it comes 30 seconds before the end.
 */
export class VoiceEndWarningEvent extends Event {
  /** When the call will be ended, in milliseconds since the epoch. What is being said then may be finished. */
  readonly endsAt: number;
  /** What the reason of the end will be. */
  readonly reason: EndReason;
  readonly #extend: () => void;

  constructor(endsAt: number, reason: EndReason, extend: () => void) {
    super('voice-end-warning', {bubbles: true, composed: true, cancelable: true});
    this.endsAt = endsAt;
    this.reason = reason;
    this.#extend = extend;
  }

  /** Has the call go on for as long again; another warning comes before its end. Does nothing once it has ended. */
  extend(): void {
    this.#extend();
  }
}
