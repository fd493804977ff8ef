import type {VoiceSession} from '../session/voice-session.js';

/** Typed words on their way, or something else that knows how to be sent. */
export interface QueuedMessage {
  readonly id: string;
  readonly text: string;
  readonly send?: (session: VoiceSession) => void;
}

/** Keeps typed words until there is a session to send them to: across connecting, failing and retrying. */
export class Outbox {
  #messages: QueuedMessage[] = [];

  add(message: QueuedMessage): void {
    this.#messages.push(message);
  }

  /** All that waits, in order; they are considered sent. */
  take(): QueuedMessage[] {
    return this.#messages.splice(0);
  }

  clear(): void {
    this.#messages = [];
  }

  get isEmpty(): boolean {
    return !this.#messages.length;
  }
}
