import type {Usage} from '../state/voice-event.js';

/** Numbers about a call or a turn of it. */
export type VoiceMetrics = Omit<VoiceMetricsEvent, keyof Event>;

/**
 * How a conversation did: once when it has been connected, then once a turn. Times are in milliseconds. Nothing is sent
 * anywhere but this event.
 */
export class VoiceMetricsEvent extends Event {
  /** From the request to the open session. Only in the first of a call, like its parts. */
  readonly connectMs?: number;
  /** The token endpoint's part of it; unset with `getToken`. */
  readonly tokenMs?: number;
  /** The realtime server's part of it: from the offer to the answer. */
  readonly answerMs?: number;
  /** From the answer to the open channel. */
  readonly channelMs?: number;
  /** What the call runs over: `websocket` also where `transport="auto"` has fallen back to it. Comes with `connectMs`. */
  readonly transport?: 'webrtc' | 'websocket';
  /**
   * From the person's last sound, or the sending of what they typed, to the first sound of the answer: as the page
   * heard both; in a hidden tab, as the server told of them. Its three parts follow.
   */
  readonly turnLatencyMs?: number;
  /** The network's part: one round trip. Unset where it is not known. */
  readonly networkMs?: number;
  /** The server's part: waiting whether the person goes on, thinking, finding its voice. */
  readonly modelMs?: number;
  /** The page's part: from the arrival of the answer's sound to its being heard. Unset where it was not measured. */
  readonly playbackMs?: number;
  /** From the person's first sound, as the page heard it, to a quiet assistant; where only the server heard them, from its news. */
  readonly bargeInMs?: number;
  /** What the answer cost; all answers, where a turn has several. */
  readonly usage?: Usage;
  /** What the call has cost so far. */
  readonly sessionUsage!: Usage;

  constructor(metrics: VoiceMetrics) {
    super('voice-metrics', {bubbles: true, composed: true});
    Object.assign(this, metrics);
  }
}
